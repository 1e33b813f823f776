/*
 * The two views of a site: the trainer's, with every page, and the learner's.
 *
 * Loaded in the head, before anything is painted, so that nothing of the trainer's flashes up in
 * the learner's view. What is hidden is a matter of `view.css`; this file only says which view it
 * is, on the page's root, and offers the button that changes it. Nothing is protected: who must
 * not read the trainer's pages gets the site of `curriculum build --audience learner`.
 */
(() => {
  "use strict";

  // The view belongs to the person at the device, not to a course.
  const KEY = "curriculum/view";
  const LEARNER = "learner";
  const root = document.documentElement;

  /** What the device remembers; nothing where it must not or cannot remember anything. */
  function remembered() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function show(view) {
    root.dataset.view = view === LEARNER ? LEARNER : "trainer";
    for (const button of document.querySelectorAll("button.view-switch")) {
      button.setAttribute("aria-pressed", String(view === LEARNER));
    }
  }

  function toggle() {
    const view = root.dataset.view === LEARNER ? "trainer" : LEARNER;
    show(view);
    try {
      localStorage.setItem(KEY, view);
    } catch {
      // The view holds on this page alone.
    }
  }

  /** The button in the header, with the words that the page brings along; once a page. */
  function mount() {
    const words = document.querySelector("[data-view-switch]");
    const header = document.querySelector(".md-header__inner");
    if (!words || !header || header.querySelector("button.view-switch")) {
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "view-switch";
    button.textContent = words.dataset.viewSwitch;
    button.addEventListener("click", toggle);
    header.querySelector(".md-header__title")?.after(button);
    show(root.dataset.view);
    markContents();
  }

  /** Marks the entries of the table of contents that lead to what is the trainer's. */
  function markContents() {
    const inside = document.querySelectorAll(".for-trainer :is(h2, h3, h4, h5, h6)[id]");
    const ids = new Set([...inside].map((heading) => `#${encodeURIComponent(heading.id)}`));
    for (const link of document.querySelectorAll(".md-nav--secondary a[href^='#']")) {
      if (ids.has(link.getAttribute("href"))) {
        link.closest("li")?.classList.add("for-trainer");
      }
    }
  }

  show(remembered());
  addEventListener("storage", (event) => {
    // Without a key the whole storage was emptied.
    if (event.key === KEY || event.key === null) {
      show(remembered());
    }
  });
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", mount);
  } else {
    mount();
  }
})();
