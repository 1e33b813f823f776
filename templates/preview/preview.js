/*
 * Keeps a page of the live preview up to date: when the course has changed so that this page is
 * another, it is loaded again and stays where it was scrolled; when the course has a mistake, the
 * page stays as it is and says which. Only `curriculum serve` adds this file to a page; nothing of
 * it is in a site that is built.
 */
(() => {
  "use strict";

  const own = document.currentScript;
  const KEY = "curriculum/preview/scrolled";
  let events = null;
  let panel = null;

  /** What is remembered from one loading of the page to the next, and only by this tab. */
  function scrolledBefore() {
    try {
      const scrolled = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
      return scrolled?.page === location.pathname ? scrolled : null;
    } catch {
      return null;
    }
  }

  /** Loads the page again; an open dialog (the search) may first be left in peace. */
  function reload() {
    const dialog = document.querySelector("dialog[open]");
    if (dialog) {
      dialog.addEventListener("close", reload, { once: true });
      return;
    }
    const scrolled = { page: location.pathname, x: scrollX, y: scrollY };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(scrolled));
    } catch {
      // The browser's own memory of the place has to do.
    }
    location.reload();
  }

  const scrolled = scrolledBefore();
  function restore() {
    if (scrolled) {
      scrollTo({ left: scrolled.x, top: scrolled.y, behavior: "instant" });
    }
  }

  /** Says what is wrong, or takes it back. */
  function say(title, lines) {
    panel?.remove();
    panel = null;
    if (lines === null) {
      return;
    }
    panel = document.createElement("div");
    panel.setAttribute("role", "alert");
    panel.style.cssText =
      "position:fixed;inset:auto 0 0;z-index:1000;max-height:45vh;overflow:auto;padding:1rem;" +
      "background:#7a1f1f;color:#fff;font:16px/1.6 sans-serif;box-shadow:0 -2px 12px #0006";
    const head = document.createElement("p");
    head.style.cssText = "margin:0 4rem .5rem 0;font-weight:bold";
    head.textContent = title;
    const text = document.createElement("pre");
    text.style.cssText = "margin:0;white-space:pre-wrap;font:14px/1.5 monospace";
    text.textContent = lines.join("\n");
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = own.dataset.close;
    close.style.cssText =
      "position:absolute;top:.75rem;right:1rem;padding:.25rem .75rem;font:inherit;" +
      "color:#fff;background:transparent;border:1px solid #fff;border-radius:4px;cursor:pointer";
    close.addEventListener("click", () => say("", null));
    panel.append(head, text, close);
    document.body.append(panel);
  }

  function connect() {
    const page = encodeURIComponent(location.pathname);
    events = new EventSource(`/~preview/events?page=${page}`);
    events.addEventListener("message", (event) => {
      const { version, problem } = JSON.parse(event.data);
      if (problem.length) {
        say(own.dataset.title, problem);
      } else if (version === own.dataset.version) {
        say("", null);
      } else {
        reload();
      }
    });
    events.addEventListener("error", () => say(own.dataset.stopped, []));
  }

  // A browser opens few connections to one place: pages that nobody sees need none.
  function followWhileSeen() {
    events?.close();
    events = null;
    if (!document.hidden) {
      connect();
    }
  }

  restore();
  addEventListener("load", restore);
  document.addEventListener("visibilitychange", followWhileSeen);
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", (event) => event.persisted && followWhileSeen());
  followWhileSeen();
})();
