/*
 * The search of a site: a button in the header, and the dialog that it opens.
 *
 * Without scripts there is neither. What a page holds is told by `search-data.js`, and how it is
 * looked through by `finding.js`; both are fetched when the dialog is opened for the first time,
 * as scripts, because pages that are opened from a disk can read no other file. Whatever comes
 * from a page or a person is put on the screen as text.
 */
(() => {
  "use strict";

  const HERE = document.currentScript.src;
  const SITE = new URL("../../", HERE);
  const SCRIPTS = ["finding.js", "search-data.js"];
  /** How many pages are laid out at once, and how many sections of each. */
  const PAGES = 8;
  const SECTIONS = 4;
  const RECENT = 5;
  const NEAR_THE_END = 600;
  const LENS = "M9.5 3a6.5 6.5 0 0 1 5.2 10.4l5.9 5.9-1.4 1.4-5.9-5.9A6.5 6.5 0 1 1 9.5 3m0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9";
  const NOT_TYPED_IN = ["checkbox", "radio", "button", "submit", "reset", "file", "range", "color"];

  /** An element with text or other elements in it. */
  function element(name, attributes, ...content) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    made.append(...content);
    return made;
  }

  /** A sentence of the interface with its values. */
  function fill(sentence, values) {
    return sentence.replace(/\{(\w+)\}/gu, (_, name) => String(values[name]));
  }

  function icon() {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", LENS);
    picture.setAttribute("viewBox", "0 0 24 24");
    picture.setAttribute("aria-hidden", "true");
    picture.append(path);
    return picture;
  }

  /** Whether the page is shown as a learner sees it (see `view.js`). */
  function isLearner() {
    return document.documentElement.dataset.view === "learner";
  }

  /** Text in pieces; those that were looked for are marked. */
  function marked(pieces) {
    return pieces.map(([text, isFound]) => (isFound ? element("mark", {}, text) : text));
  }

  function load(name) {
    return new Promise((resolve, reject) => {
      const script = element("script", { src: new URL(name, HERE) });
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    });
  }

  /** The last words that led to a page, on this device alone. */
  class Recent {
    #key;

    constructor(course) {
      this.#key = `curriculum/search/${course}`;
    }

    get words() {
      try {
        const kept = JSON.parse(localStorage.getItem(this.#key) ?? "[]");
        return kept.filter((each) => typeof each === "string" && each.trim()).slice(0, RECENT);
      } catch {
        return [];
      }
    }

    remember(word) {
      if (word) {
        this.#keep([word, ...this.words.filter((each) => each !== word)].slice(0, RECENT));
      }
    }

    clear() {
      this.#keep([]);
    }

    #keep(words) {
      try {
        if (words.length > 0) {
          localStorage.setItem(this.#key, JSON.stringify(words));
        } else {
          localStorage.removeItem(this.#key);
        }
      } catch {
        // Nothing is remembered.
      }
    }
  }

  /** What can be chosen below the field: results or recent words, a few at a time. */
  class Choices {
    #field;
    #active = null;
    #options = [];
    #waiting = [];
    list;

    constructor(field) {
      this.#field = field;
      this.list = element("div", { id: "search-list", class: "search-results", role: "listbox" });
      this.list.addEventListener("scroll", () => this.#fillUp());
    }

    get options() {
      return this.#options;
    }

    get active() {
      return this.#active;
    }

    /** Shows what the functions make, one after the other as it is needed. */
    show(makers) {
      this.#waiting = [...makers];
      this.#options = [];
      this.list.replaceChildren();
      this.list.scrollTop = 0;
      this.activate(null);
      this.#next();
      // What does not fill the screen cannot be scrolled for more.
      while (this.#waiting.length > 0 && this.list.scrollHeight <= this.list.clientHeight) {
        this.#next();
      }
      this.#field.setAttribute("aria-expanded", String(this.options.length > 0));
    }

    activate(option) {
      this.#active?.setAttribute("aria-selected", "false");
      this.#active = option;
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        this.#field.setAttribute("aria-activedescendant", option.id);
      } else {
        this.#field.removeAttribute("aria-activedescendant");
      }
    }

    /** One option on or back; before the first and after the last one is the field itself. */
    step(direction) {
      if (direction < 0 && this.#active === null) {
        this.last();
        return;
      }
      if (direction > 0 && this.#active === this.options.at(-1)) {
        this.#next();
      }
      const at = this.options.indexOf(this.#active);
      this.activate(this.options[at + direction] ?? null);
    }

    first() {
      this.activate(this.options[0] ?? null);
    }

    last() {
      while (this.#waiting.length > 0) {
        this.#next();
      }
      this.activate(this.options.at(-1) ?? null);
    }

    #fillUp() {
      const { scrollHeight, scrollTop, clientHeight } = this.list;
      if (scrollHeight - scrollTop - clientHeight < NEAR_THE_END) {
        this.#next();
      }
    }

    #next() {
      const made = document.createDocumentFragment();
      made.append(...this.#waiting.splice(0, PAGES).map((make) => make()));
      const options = [...made.querySelectorAll("[role=option]")];
      options.forEach((option, number) => {
        option.id = `search-option-${this.#options.length + number}`;
      });
      this.#options.push(...options);
      this.list.append(made);
    }
  }

  /** The dialog; its words and texts come when it is opened for the first time. */
  class Search {
    #dialog;
    #field;
    #status;
    #kinds;
    #about;
    #below;
    #choices;
    #close;
    #failure;
    #finder = null;
    #data = null;
    #recent = null;
    #kind = -1;
    #isComposing = false;
    #isEntered = false;
    #last = "";

    constructor(name, failure) {
      this.#failure = failure;
      this.#field = element("input", {
        type: "text",
        class: "search-field",
        role: "combobox",
        "aria-label": name,
        "aria-autocomplete": "list",
        "aria-expanded": "false",
        "aria-controls": "search-list",
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        enterkeyhint: "search",
      });
      this.#choices = new Choices(this.#field);
      this.#status = element("p", { class: "search-status", role: "status" });
      this.#kinds = element("div", { class: "search-kinds", role: "group" });
      this.#about = element("div", { class: "search-about" });
      this.#below = element("p", { class: "search-keys", "aria-hidden": "true" });
      this.#close = element("button", { type: "button", class: "search-close" }, "×");
      const head = element("div", { class: "search-head" }, icon(), this.#field, this.#close);
      this.#dialog = element("dialog", { class: "search-dialog", "aria-label": name });
      const { list } = this.#choices;
      this.#dialog.append(head, this.#kinds, this.#status, this.#about, list, this.#below);
      this.#close.addEventListener("click", () => this.#dialog.close());
      this.#listen();
      document.body.append(this.#dialog);
    }

    async open() {
      this.#dialog.showModal();
      this.#field.focus();
      this.#field.select();
      if (this.#finder === null) {
        try {
          await Promise.all(SCRIPTS.map(load));
          this.#begin(globalThis.curriculumSearch);
        } catch {
          this.#status.textContent = this.#failure;
          return;
        }
      }
      // The view may have changed since.
      this.#search();
      if (this.#isEntered) {
        this.#enter();
      }
    }

    /** What only the data can say. */
    #begin(data) {
      const { words } = data;
      this.#data = data;
      this.#recent = new Recent(data.key);
      this.#field.placeholder = words.placeholder;
      this.#choices.list.setAttribute("aria-label", words.results);
      this.#kinds.setAttribute("aria-label", words.filter);
      this.#close.setAttribute("aria-label", words.close);
      this.#below.textContent = words.keys;
      this.#finder = new globalThis.curriculumFinding.Finder(data);
      this.#finder.prepare(isLearner());
    }

    #listen() {
      const field = this.#field;
      field.addEventListener("compositionstart", () => {
        this.#isComposing = true;
      });
      field.addEventListener("compositionend", () => {
        this.#isComposing = false;
        this.#search();
      });
      field.addEventListener("input", (event) => {
        if (!event.isComposing) {
          this.#search();
        }
      });
      field.addEventListener("keydown", (event) => this.#press(event));
      this.#choices.list.addEventListener("click", (event) => this.#choose(event));
      // The keyboard stays in the field.
      this.#choices.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.#dialog.addEventListener("cancel", (event) => {
        if (this.#isComposing) {
          event.preventDefault();
        }
      });
      this.#dialog.addEventListener("click", (event) => {
        if (event.target === this.#dialog) {
          this.#dialog.close();
        }
      });
    }

    /** A key; while characters are being composed it belongs to the input method alone. */
    #press(event) {
      const isComposing = event.isComposing || event.keyCode === 229 || this.#isComposing;
      if (isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      const choices = this.#choices;
      const moves = {
        ArrowDown: () => choices.step(1),
        ArrowUp: () => choices.step(-1),
        Home: choices.active && (() => choices.first()),
        End: choices.active && (() => choices.last()),
        Enter: () => this.#enter(),
      };
      const move = moves[event.key];
      if (move) {
        event.preventDefault();
        move();
      }
    }

    /** Goes to the chosen result or the first one, as soon as there are any. */
    #enter() {
      this.#isEntered = this.#finder === null;
      (this.#choices.active ?? this.#choices.options[0])?.click();
    }

    #choose(event) {
      const option = event.target.closest("[role=option]");
      if (!option) {
        return;
      }
      if (option.matches("a")) {
        this.#recent.remember(this.#field.value.trim());
        if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
          this.#dialog.close();
        }
        return;
      }
      this.#field.value = option.textContent;
      this.#search();
    }

    #search() {
      if (this.#finder === null || this.#isComposing) {
        return;
      }
      const query = this.#field.value.trim();
      const found = this.#finder.find(query, isLearner());
      if (query !== this.#last) {
        this.#kind = -1;
        this.#last = query;
      }
      this.#show(query, found);
    }

    #show(query, found) {
      const { words } = this.#data;
      const isAsked = found.words.length > 0;
      const { results } = found;
      const shown = results.filter(({ page }) => this.#kind < 0 || page.kind === this.#kind);
      this.#showKinds(query, found);
      this.#showAbout(query, found);
      const recent = isAsked ? [] : this.#recent.words;
      const remembered = recent.map((word) => () => this.#remembered(word));
      this.#choices.show(
        isAsked ? shown.map((result) => () => this.#result(result, found.words)) : remembered,
      );
      const values = { query, other: found.instead, count: shown.length };
      const said = results.length === 0 ? words.none : found.instead ? words.instead : words.found;
      this.#status.textContent = isAsked ? fill(said, values) : "";
    }

    /** What stands before the results, or instead of them. */
    #showAbout(query, { words: asked, results }) {
      const { words } = this.#data;
      const shown = [];
      if (asked.length > 0) {
        shown.push(...(results.length === 0 ? [element("p", {}, words.none_hint)] : []));
      } else if (this.#recent.words.length > 0) {
        const clear = element("button", { type: "button" }, words.clear);
        clear.addEventListener("click", () => {
          this.#recent.clear();
          this.#field.focus();
          this.#search();
        });
        shown.push(element("p", { class: "search-recent" }, words.recent, " ", clear));
      } else {
        shown.push(...words.hints.map((hint) => element("p", {}, hint)));
      }
      this.#about.replaceChildren(...shown);
    }

    /** The kinds of documents among the results, each a button that shows it alone. */
    #showKinds(query, found) {
      const counts = new Map();
      for (const { page } of found.results) {
        counts.set(page.kind, (counts.get(page.kind) ?? 0) + 1);
      }
      const kinds = this.#data.kinds.map((name, kind) => [kind, name]).filter(([kind]) => counts.has(kind));
      const all = [[-1, this.#data.words.all], ...kinds];
      const buttons = all.map(([kind, name]) => {
        const count = kind < 0 ? found.results.length : counts.get(kind);
        const isChosen = String(kind === this.#kind);
        const label = element("button", { type: "button", "aria-pressed": isChosen }, `${name} ${count}`);
        label.addEventListener("click", () => {
          this.#kind = kind;
          this.#show(query, found);
          this.#kinds.querySelector("[aria-pressed=true]").focus();
        });
        return label;
      });
      this.#kinds.replaceChildren(...(kinds.length > 1 ? buttons : []));
      this.#kinds.hidden = kinds.length < 2;
    }

    #remembered(word) {
      return element("div", { role: "option", class: "search-word", "aria-selected": "false" }, word);
    }

    /** A page with its sections. */
    #result(result, words) {
      const { page } = result;
      const { title, teaser, sections } = this.#finder.shown(result, words);
      const group = element("div", { role: "group", class: "search-page", "aria-label": page.title });
      const kind = element("span", { class: "search-kind" }, this.#data.kinds[page.kind]);
      const head = element("span", { class: "search-title" }, ...marked(title));
      group.append(this.#link(page.path, result.place, "search-top", [head, " ", kind], teaser));
      for (const section of sections.slice(0, SECTIONS)) {
        const heading = element("span", { class: "search-heading" }, ...marked(section.heading));
        group.append(this.#link(page.path, section.id, "search-section", [heading], section.teaser));
      }
      if (sections.length > SECTIONS) {
        const more = fill(this.#data.words.more, { count: sections.length - SECTIONS });
        group.append(element("span", { class: "search-more", "aria-hidden": "true" }, more));
      }
      return group;
    }

    #link(path, id, name, head, teaser) {
      const href = new URL(id ? `${path}#${encodeURIComponent(id)}` : path, SITE);
      const option = element("a", { role: "option", class: name, href, tabindex: "-1", "aria-selected": "false" });
      option.append(...head);
      if (teaser.length > 0) {
        option.append(" ", element("span", { class: "search-teaser" }, ...marked(teaser)));
      }
      return option;
    }
  }

  /** Whether keys go into a text now. */
  function isTyping(target) {
    return (
      target instanceof Element &&
      (target.isContentEditable ||
        target.matches("textarea, select") ||
        (target.matches("input") && !NOT_TYPED_IN.includes(target.type)))
    );
  }

  /** The button in the header, with the word that the page brings along; once a page. */
  function mount() {
    const said = document.querySelector("[data-search]");
    const header = document.querySelector(".md-header__inner");
    if (!said || !header || header.querySelector("button.search-button")) {
      return;
    }
    const name = said.dataset.search;
    const button = element("button", {
      type: "button",
      class: "search-button",
      "aria-haspopup": "dialog",
      "aria-keyshortcuts": "Control+K Meta+K /",
    });
    const isMac = /^Mac|^iP/u.test(navigator.platform);
    const key = element("kbd", { "aria-hidden": "true" }, isMac ? "⌘K" : "Ctrl K");
    button.append(icon(), element("span", {}, name), key);
    let search = null;
    function open() {
      button.focus({ preventScroll: true });
      search ??= new Search(name, said.dataset.searchFailed);
      search.open();
    }
    button.addEventListener("click", open);
    addEventListener("keydown", (event) => {
      const isModified = event.ctrlKey || event.metaKey;
      const isKey = isModified
        ? event.key.toLowerCase() === "k" && !event.shiftKey && !event.altKey
        : event.key === "/" && !event.altKey;
      const isTaken = event.defaultPrevented || event.isComposing || event.keyCode === 229;
      if (isKey && !isTaken && !isTyping(event.target) && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        open();
      }
    });
    header.querySelector(".md-header__title")?.after(button);
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", mount);
  } else {
    mount();
  }
})();
