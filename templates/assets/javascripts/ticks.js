/*
 * What a device remembers of the checklists, and the file that it can be written to.
 *
 * One entry of the browser's local storage for each tick. Its name says the course, the module,
 * the checklist, the row and what the box means; it is made of codes, never of the words beside
 * the box, and holds nothing else: no name, no date, no signature. An entry that no page knows any
 * more does no harm. Nothing is ever sent anywhere.
 */
(() => {
  "use strict";

  const ROOT = "curriculum/ticks";
  const TICKED = "1";
  // Programs for spreadsheets take a cell that begins like this for a formula; some also take the
  // full-width signs for one, or look past white space.
  const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/u;

  /** The ticks of one course. */
  class Ticks {
    #course;
    /** What the storage did not take: kept as long as the page is open. */
    #loose = new Map();
    /** False once the storage refused to be read or written. */
    isKept = true;

    constructor(course) {
      this.#course = `${ROOT}/${course}/`;
      try {
        localStorage.getItem(this.#course);
      } catch {
        this.isKept = false;
      }
    }

    /** Whether a box is ticked; what is not understood counts as not ticked. */
    has(id) {
      return (this.#loose.has(id) ? this.#loose.get(id) : this.#read(id)) === TICKED;
    }

    /** Whether the storage holds something for a box that nobody can have ticked. */
    isUnreadable(id) {
      return ![null, TICKED].includes(this.#read(id));
    }

    set(id, isTicked) {
      this.#loose.delete(id);
      try {
        if (isTicked) {
          localStorage.setItem(this.#course + id, TICKED);
        } else {
          localStorage.removeItem(this.#course + id);
        }
      } catch {
        this.isKept = false;
        this.#loose.set(id, isTicked ? TICKED : null);
      }
    }

    /** Forgets everything below an id, also what no page shows any more. */
    clear(list) {
      const below = `${list}/`;
      for (const id of [...this.#ids(), ...this.#loose.keys()]) {
        if (id.startsWith(below)) {
          this.set(id, false);
        }
      }
    }

    /** Whether a change of the storage in another window concerns this course. */
    isAbout(event) {
      return event.key === null || event.key.startsWith(this.#course);
    }

    #read(id) {
      try {
        return localStorage.getItem(this.#course + id);
      } catch {
        this.isKept = false;
        return null;
      }
    }

    #ids() {
      try {
        return Object.keys(localStorage)
          .filter((key) => key.startsWith(this.#course))
          .map((key) => key.slice(this.#course.length));
      } catch {
        return [];
      }
    }
  }

  /** A cell that a spreadsheet shows as the text it is. */
  function cell(text) {
    const shown = FORMULA.test(text) ? `'${text}` : text;
    return `"${shown.replaceAll('"', '""')}"`;
  }

  /** Rows of texts as CSV; the mark at its head tells Excel that it is UTF-8. */
  function csv(rows) {
    return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
  }

  /** A text as part of a file's name on every system. */
  function fileName(...parts) {
    const safe = parts.map((part) => part.replace(/[^\p{L}\p{N}.-]+/gu, "-").slice(0, 60));
    return safe.filter((part) => /[\p{L}\p{N}]/u.test(part)).join("_") || "ticks";
  }

  globalThis.curriculumTicks = { Ticks, csv, fileName };
})();
