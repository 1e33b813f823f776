/*
 * The checklists of a page: boxes that are remembered, progress, export and reset.
 *
 * The boxes themselves are part of the page and can be ticked without any script. What a page
 * counts is said by its `.ticking` element: the course, and the beginning of the ids of the
 * checklists (`data-scope`: one checklist, one module, or the whole course). What there is to
 * count stands in `checklists-data.js`, a script because a page from a disk can read nothing else;
 * it is fetched only by pages that count.
 */
(() => {
  "use strict";

  const { Ticks, csv, fileName } = globalThis.curriculumTicks;
  const DATA = new URL("checklists-data.js", document.currentScript.src);
  const CHANGED = "curriculum:ticks";
  const STEPS = {
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
  };

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

  /** The boxes of a checklist page: shows what is remembered, remembers what is ticked. */
  class Boxes {
    #ticks;
    #list;
    #boxes;

    constructor(ticks, list, boxes, changed) {
      this.#ticks = ticks;
      this.#list = list;
      this.#boxes = boxes;
      for (const box of this.#boxes) {
        box.addEventListener("change", () => {
          this.#remember(box);
          changed();
        });
        box.addEventListener("keydown", (event) => this.#move(event));
      }
    }

    get unreadable() {
      return this.#boxes.some((box) => this.#ticks.isUnreadable(this.#id(box)));
    }

    show() {
      for (const box of this.#boxes) {
        box.checked = this.#ticks.has(this.#id(box));
      }
    }

    #id(box) {
      return `${this.#list}/${box.name}`;
    }

    /** One of several answers takes the tick from the others; a second click takes it back. */
    #remember(box) {
      if (box.checked && box.matches("[data-alternative]")) {
        const row = box.name.slice(0, box.name.lastIndexOf("/") + 1);
        for (const other of this.#boxes) {
          const isRival = other !== box && other.matches("[data-alternative]");
          if (isRival && other.checked && other.name.startsWith(row)) {
            other.checked = false;
            this.#ticks.set(this.#id(other), false);
          }
        }
      }
      this.#ticks.set(this.#id(box), box.checked);
    }

    /** Arrow keys lead to the box beside, above or below, as in a spreadsheet. */
    #move(event) {
      const step = STEPS[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      const rows = [...event.target.closest("tbody").rows].map((row) => [
        ...row.querySelectorAll("input.tick-box[name]"),
      ]);
      const filled = rows.filter((row) => row.length > 0);
      const row = filled.findIndex((each) => each.includes(event.target));
      const column = filled[row].indexOf(event.target);
      const next = filled[row + step[1]]?.[column + step[0]];
      // Never the page: who moves among boxes does not want it to jump at the last one.
      event.preventDefault();
      next?.focus();
    }
  }

  /** What stands at the head of a page: progress, export and reset of the lists in its scope. */
  class Panel {
    #ticks;
    #data;
    #place;
    #lists;
    #bars = [];
    #said;

    constructor(place, ticks, data, changed) {
      this.#place = place;
      this.#ticks = ticks;
      this.#data = data;
      const scope = place.dataset.scope;
      this.#lists = data.lists.filter((list) =>
        scope === "" || scope.endsWith("/") ? list.id.startsWith(scope) : list.id === scope,
      );
      if (this.#lists.length === 0) {
        return;
      }
      this.#said = element("p", { role: "status" });
      place.replaceChildren(this.#progress(), this.#buttons(changed), this.#said);
      place.hidden = false;
    }

    show(remark) {
      for (const [list, rows, bar, count] of this.#bars) {
        const done = rows.filter((row) => this.#isDone(list, row)).length;
        bar.value = done;
        count.textContent = fill(this.#data.words.count, { done, total: rows.length });
      }
      if (this.#said && remark && this.#said.textContent !== remark) {
        this.#said.textContent = remark;
      }
    }

    /** The lists that the view shows: a learner does not empty the trainer's. */
    #shown() {
      const isLearner = document.documentElement.dataset.view === "learner";
      return this.#lists.filter((list) => !(isLearner && list.isForTrainer));
    }

    #isDone(list, row) {
      return row.boxes.some(([id, , isCounted]) => isCounted && this.#ticks.has(`${list.id}/${id}`));
    }

    #bar(list) {
      // A second attempt that nobody needed is nothing left to do.
      const rows = list.rows.filter((row) => row.boxes.some(([, , isCounted]) => isCounted));
      const bar = element("progress", {
        "aria-label": `${list.moduleName} ${list.name}`,
        max: Math.max(rows.length, 1),
      });
      const count = element("span", { class: "ticking-count" });
      this.#bars.push([list, rows, bar, count]);
      return [bar, " ", count];
    }

    /** A line for one checklist, a table of modules and kinds for several. */
    #progress() {
      const { words } = this.#data;
      if (this.#lists.length === 1) {
        return element("p", {}, `${words.progress} `, ...this.#bar(this.#lists[0]));
      }
      const kinds = new Map(this.#lists.map((list) => [list.kind, list]));
      const head = element("tr", {}, element("th", { scope: "col" }, words.module));
      for (const list of kinds.values()) {
        head.append(element("th", this.#attributes(list, { scope: "col" }), list.name));
      }
      const body = element("tbody", {});
      for (const module of new Set(this.#lists.map((list) => list.module))) {
        const lists = this.#lists.filter((list) => list.module === module);
        const row = element("tr", {}, element("th", { scope: "row" }, lists[0].moduleName));
        for (const kind of kinds.keys()) {
          const list = lists.find((each) => each.kind === kind);
          const attributes = list && this.#attributes(list, { "data-label": list.name });
          row.append(list ? element("td", attributes, ...this.#bar(list)) : "");
        }
        body.append(row);
      }
      const caption = element("caption", {}, words.progress);
      const look = { class: "ticking-lists" };
      const table = element("table", look, caption, element("thead", {}, head), body);
      const box = { class: "table-wide", tabindex: "0", role: "region", "aria-label": words.progress };
      const title = element("p", { class: "ticking-title" }, words.progress);
      return element("div", {}, title, element("div", box, table));
    }

    #attributes(list, attributes) {
      return list.isForTrainer && this.#lists.some((each) => !each.isForTrainer)
        ? { ...attributes, class: "for-trainer" }
        : attributes;
    }

    #buttons(changed) {
      const { words } = this.#data;
      const download = element("button", { type: "button" }, words.export);
      download.addEventListener("click", () => this.#export());
      const reset = element("button", { type: "button" }, words.reset);
      reset.addEventListener("click", () => this.#ask(changed));
      return element("p", { class: "ticking-buttons" }, download, " ", reset);
    }

    /** Asks before anything is forgotten; nothing to forget needs no question. */
    #ask(changed) {
      const { words } = this.#data;
      const lists = this.#shown();
      const count = lists
        .flatMap((list) => list.rows.flatMap((row) => row.boxes.map(([id]) => `${list.id}/${id}`)))
        .filter((id) => this.#ticks.has(id)).length;
      const question = element("p", {}, fill(words.reset_question, { count }));
      const no = element("button", { value: "no", autofocus: "" }, words.reset_no);
      const yes = element("button", { value: "yes" }, words.reset_yes);
      const form = element("form", { method: "dialog" }, question, no, " ", yes);
      const dialog = element("dialog", { class: "ticking-question", "aria-label": words.reset }, form);
      dialog.addEventListener("close", () => {
        dialog.remove();
        if (dialog.returnValue === "yes") {
          lists.forEach((list) => this.#ticks.clear(list.id));
          changed();
        }
      });
      this.#place.append(dialog);
      dialog.showModal();
    }

    #export() {
      const { code, version, words } = this.#data;
      const names = ["code", "version", "module", "list", "item", "text", "ticked"];
      const rows = [names.map((name) => words[`columns.${name}`])];
      for (const list of this.#shown()) {
        for (const row of list.rows) {
          const ticked = row.boxes.filter(([id]) => this.#ticks.has(`${list.id}/${id}`));
          const said = ticked.map(([, word]) => word).join(words.between);
          rows.push([code, version, list.moduleName, list.name, row.code, row.text, said]);
        }
      }
      const scope = this.#place.dataset.scope.split("/").map(decodeURIComponent);
      const file = new Blob([csv(rows)], { type: "text/csv;charset=utf-8" });
      const address = URL.createObjectURL(file);
      const link = element("a", { href: address, download: `${fileName(code, version, ...scope)}.csv` });
      link.click();
      // The browser has begun to write the file long before.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    }
  }

  /** A place with the boxes that follow it: usually a whole page. */
  function mountOne(ticks, place, own) {
    let panel;
    const changed = () => dispatchEvent(new Event(CHANGED));
    const boxes = new Boxes(ticks, place.dataset.scope, own, changed);
    const isDamaged = boxes.unreadable;
    function show() {
      if (panel) {
        const { words } = globalThis.curriculumChecklists;
        const damage = isDamaged ? words.unreadable : "";
        panel.show(ticks.isKept ? damage : words.not_kept);
      }
    }
    function refresh() {
      boxes.show();
      show();
    }
    boxes.show();
    return {
      refresh,
      begin() {
        panel = new Panel(place, ticks, globalThis.curriculumChecklists, changed);
        show();
      },
    };
  }

  /** Everything of a page together; once a page, which may hold several documents in a row. */
  function mount() {
    const places = [...document.querySelectorAll(".ticking[data-course]:not([data-mounted])")];
    if (places.length === 0) {
      return;
    }
    const ticks = new Ticks(places[0].dataset.course);
    const mounted = places.map((place, number) => {
      place.dataset.mounted = "true";
      const isBehind = (box) =>
        place.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING &&
        !(places[number + 1]?.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
      const boxes = [...document.querySelectorAll("input.tick-box[name]")];
      return mountOne(ticks, place, boxes.filter(isBehind));
    });
    const refresh = () => mounted.forEach((each) => each.refresh());
    addEventListener(CHANGED, refresh);
    addEventListener("storage", (event) => ticks.isAbout(event) && refresh());
    // A page that comes back from the browser's memory may have missed what happened elsewhere.
    addEventListener("pageshow", (event) => event.persisted && refresh());
    const script = element("script", { src: DATA });
    script.addEventListener("load", () => mounted.forEach((each) => each.begin()));
    document.head.append(script);
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", mount);
  } else {
    mount();
  }
})();
