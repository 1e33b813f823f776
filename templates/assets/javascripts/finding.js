/*
 * What the search finds: every page whose text holds all the words, and no other.
 *
 * Texts are compared as they read, not as they are typed: full-width and half-width, capital and
 * small letters are the same (NFKC), and so is white space beside a Chinese character, which is
 * only layout. A match lies within one title, heading or line. Words typed in Simplified Chinese
 * are found where they are written in Traditional Chinese; words in Traditional Chinese stand for
 * themselves alone. `search-data.js` brings the texts; this file knows nothing of the page that
 * shows what is found.
 */
(() => {
  "use strict";

  const CHINESE = "\\u2e80-\\u312f\\u31a0-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const LAYOUT = new RegExp(`(?<=[${CHINESE}])[^\\S\\n]+|[^\\S\\n]+(?=[${CHINESE}])`, "gu");
  const IS_CHINESE = new RegExp(`[${CHINESE}]`, "u");
  const SPACES = /[^\S\n]+/gu;
  const WORDS = /"([^"]*)"?|[^\s"]+/gu;
  const QUOTES = /[“”„‟＂「」『』]/gu;
  const UNIT = /\P{M}\p{M}*|\p{M}+/gu;
  /** Before a line that is the trainer's. */
  const TRAINERS = "\t";
  /** Where a word stands, the best place first. */
  const [PLACE, TITLE, HEADING, TEXT, IDENTITY, NOWHERE] = [0, 1, 2, 3, 4, 5];
  /** Characters of a teaser, of a line that needs no other beside it, and before a match. */
  const [LONGEST_TEASER, ENOUGH, BEFORE_MATCH] = [90, 30, 20];
  const MOST_LINES = 3;

  function sameForm(text) {
    return text.normalize("NFKC").toUpperCase();
  }

  /** A text as it is compared; lines stay lines. */
  function fold(text) {
    return sameForm(text).replace(LAYOUT, "").replace(SPACES, " ").trim();
  }

  /** What is looked for: words, or phrases between quotation marks. */
  function wordsOf(query) {
    const found = [...query.replace(QUOTES, '"').matchAll(WORDS)];
    return [...new Set(found.map((word) => fold(word[1] ?? word[0])).filter(Boolean))];
  }

  /** A word as it stands, or in any way to write its Simplified characters. */
  class Word {
    #text;
    #pattern = null;

    constructor(text, forms) {
      this.#text = text;
      if (forms) {
        const signs = [...text].map((sign) => {
          const known = forms.get(sign);
          return known ? `[${sign}${known}]` : sign.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&");
        });
        this.#pattern = new RegExp(signs.join(""), "gu");
      }
    }

    isIn(text) {
      return this.#pattern ? text.search(this.#pattern) >= 0 : text.includes(this.#text);
    }

    /** Where it stands in a folded text: pairs of beginning and end. */
    *in(text) {
      if (this.#pattern) {
        for (const found of text.matchAll(this.#pattern)) {
          yield [found.index, found.index + found[0].length];
        }
        return;
      }
      const length = this.#text.length;
      for (let at = text.indexOf(this.#text); at >= 0; at = text.indexOf(this.#text, at + length)) {
        yield [at, at + length];
      }
    }
  }

  /** A text cut into pieces, each with whether it is a word that was looked for. */
  function pieces(text, words) {
    const [folded, places] = foldWithPlaces(text);
    const isFound = new Array(text.length).fill(false);
    for (const word of folded === fold(text) ? words : []) {
      for (const [start, end] of word.in(folded)) {
        isFound.fill(true, places[start][0], places[end - 1][1]);
      }
    }
    const cut = [];
    for (let at = 0, end = 0; at < text.length; at = end) {
      while (end < text.length && isFound[end] === isFound[at]) {
        end += 1;
      }
      cut.push([text.slice(at, end), isFound[at]]);
    }
    return cut;
  }

  /** A line as it is compared, and for each of its characters where it stands in the line. */
  function foldWithPlaces(text) {
    const units = [...text.matchAll(UNIT)];
    const places = [];
    let folded = "";
    units.forEach((unit, number) => {
      let form = sameForm(unit[0]);
      if (form.trim() === "") {
        const beside = [units[number - 1]?.[0] ?? "", units[number + 1]?.[0] ?? ""];
        const isLayout = beside.some((each) => IS_CHINESE.test(sameForm(each)));
        form = isLayout || folded === "" || folded.endsWith(" ") ? "" : " ";
      }
      for (let count = 0; count < form.length; count += 1) {
        places.push([unit.index, unit.index + unit[0].length]);
      }
      folded += form;
    });
    return [folded.trimEnd(), places];
  }

  /** Some of the lines around what was found, as pieces. */
  function teaser({ lines, foldedLines }, words) {
    const told = chosen(lines, foldedLines, words);
    const most = LONGEST_TEASER / Math.max(told.filter(([, isFound]) => isFound).length, 1);
    return told.flatMap(([number, isFound], position) => {
      const cut = pieces(lines[number], words);
      const match = isFound ? cut.findIndex(([, isWord]) => isWord) : -1;
      const before = cut.slice(0, Math.max(match, 0)).reduce((sum, [text]) => sum + text.length, 0);
      const start = before > most - 2 * BEFORE_MATCH ? Math.max(before - BEFORE_MATCH, 0) : 0;
      return [...(position > 0 ? [[" · ", false]] : []), ...clipped(cut, start, start + most)];
    });
  }

  /** Numbers of the lines to show, and whether a word is in each: every word that can be shown. */
  function chosen(lines, folded, words) {
    const rest = new Set(words);
    const found = new Set();
    while (rest.size > 0 && found.size < MOST_LINES) {
      const counts = folded.map((line) => [...rest].filter((word) => word.isIn(line)).length);
      const most = Math.max(0, ...counts);
      if (most === 0) {
        break;
      }
      const best = counts.indexOf(most);
      found.add(best);
      rest.forEach((word) => word.isIn(folded[best]) && rest.delete(word));
    }
    const shown = new Set(found.size > 0 ? found : lines.length > 0 ? [0] : []);
    if (shown.size === 1) {
      // What stands before a short line says what it is about; what follows fills it up.
      const [only] = shown;
      let length = lines[only].length;
      if (length < ENOUGH && only > 0 && lines[only - 1].length <= BEFORE_MATCH) {
        shown.add(only - 1);
      }
      for (let next = only + 1; next < lines.length && length < ENOUGH; next += 1) {
        shown.add(next);
        length += lines[next].length;
      }
    }
    return [...shown].sort((one, other) => one - other).map((number) => [number, found.has(number)]);
  }

  /** The pieces from one character to another, with a sign where something is left out. */
  function clipped(cut, start, end) {
    const kept = start > 0 ? [["…", false]] : [];
    let at = 0;
    for (const [text, isFound] of cut) {
      const part = text.slice(Math.max(start - at, 0), Math.max(end - at, 0));
      if (part) {
        kept.push([part, isFound]);
      }
      at += text.length;
    }
    return at > end ? [...kept, ["…", false]] : kept;
  }

  /** A page with its texts, for one view: a learner's has nothing of the trainer's. */
  class Found {
    constructor(data, index, isLearner) {
      const [path, title, kind, isForTrainer, identity, sections] = data.pages[index];
      Object.assign(this, { index, path, title, kind, isHidden: isLearner && isForTrainer === 1 });
      this.identity = data.identities[identity] ?? "";
      this.foldedTitle = fold(title);
      this.foldedIdentity = fold(this.identity);
      this.sections = sections
        .filter((section) => !(isLearner && section[2] === 1))
        .map(([id, heading, , text]) => {
          const all = text === "" ? [] : text.split("\n");
          const seen = isLearner ? all.filter((line) => !line.startsWith(TRAINERS)) : all;
          const lines = seen.map((line) => (line.startsWith(TRAINERS) ? line.slice(1) : line));
          const foldedLines = lines.map(fold);
          const folded = foldedLines.join("\n");
          return { id, heading, lines, foldedLines, foldedHeading: fold(heading), folded };
        });
    }

    /** The best place of a word. */
    rank(word) {
      if (word.isIn(this.foldedTitle)) {
        return TITLE;
      }
      if (this.sections.some((section) => word.isIn(section.foldedHeading))) {
        return HEADING;
      }
      if (this.sections.some((section) => word.isIn(section.folded))) {
        return TEXT;
      }
      return word.isIn(this.foldedIdentity) ? IDENTITY : NOWHERE;
    }

    /** The sections with all the words, or with some where none has all. */
    matching(words) {
      const has = (section, word) => word.isIn(section.foldedHeading) || word.isIn(section.folded);
      const all = this.sections.filter((section) => words.every((word) => has(section, word)));
      return all.length > 0
        ? all
        : this.sections.filter((section) => words.some((word) => has(section, word)));
    }
  }

  /** Finds pages in the data of a site. */
  class Finder {
    #data;
    #views = new Map();
    #forms = new Map();
    #simplified;
    #places;

    constructor(data) {
      this.#data = data;
      for (const [sign, ...forms] of [...data.simplified, ...data.ambiguous].map((each) => [...each])) {
        this.#forms.set(sign, forms.join(""));
      }
      this.#simplified = new Set(data.simplified.map((each) => [...each][0]));
      this.#places = new Map(Object.entries(data.codes).map(([code, place]) => [fold(code), place]));
    }

    /**
     * The pages that hold all the words, the best first.
     *
     * `asked` and `instead` are set where the words are found nowhere as they are written, but in
     * another way to write them.
     */
    find(query, isLearner) {
      const texts = wordsOf(query);
      if (texts.length === 0) {
        return { words: [], results: [], instead: "" };
      }
      const isSimplified = texts.some((text) => [...text].some((sign) => this.#simplified.has(sign)));
      const found = this.#search(texts, isSimplified, isLearner);
      if (found.results.length > 0 || isSimplified || !this.#hasForms(texts)) {
        return { ...found, instead: "" };
      }
      const other = this.#search(texts, true, isLearner);
      return { ...other, instead: other.results.length > 0 ? this.#written(other) : "" };
    }

    /** Gets the texts of a view ready, so that the first word is answered as fast as the others. */
    prepare(isLearner) {
      this.#pages(isLearner);
    }

    /** Titles, headings and lines around what was found, as pieces to show. */
    shown(result, words) {
      const { page, place } = result;
      const sections = page.matching(words);
      const placed = page.sections.filter((section) => section.id === place && place !== "");
      const listed = [...new Set([...placed, ...sections])];
      const head = listed.find((section) => section.heading === "");
      const identity = { lines: [page.identity], foldedLines: [page.foldedIdentity] };
      const nothing = { lines: [], foldedLines: [] };
      return {
        title: pieces(page.title, words),
        teaser: teaser(head ?? (result.rank === IDENTITY ? identity : nothing), words),
        sections: listed
          .filter((section) => section !== head)
          .map((section) => ({
            id: section.id,
            heading: pieces(section.heading, words),
            teaser: teaser(section, words),
          })),
      };
    }

    #pages(isLearner) {
      if (!this.#views.has(isLearner)) {
        const all = this.#data.pages.map((_, index) => new Found(this.#data, index, isLearner));
        this.#views.set(isLearner, all.filter((page) => !page.isHidden));
      }
      return this.#views.get(isLearner);
    }

    #search(texts, isSimplified, isLearner) {
      const words = texts.map((text) => new Word(text, isSimplified ? this.#forms : null));
      const [index, section] = (texts.length === 1 && this.#places.get(texts[0])) || [-1, ""];
      const results = [];
      for (const page of this.#pages(isLearner)) {
        const ranks = words.map((word) => page.rank(word));
        const rank = Math.max(...ranks);
        if (rank < NOWHERE) {
          const isPlace = page.index === index;
          const score = isPlace ? PLACE : ranks.reduce((sum, each) => sum + each, 0);
          results.push({ page, rank, score, place: isPlace ? section : "" });
        }
      }
      const asked = texts.join(" ");
      const isSame = (result) => Number(result.page.foldedTitle === asked);
      results.sort((one, other) => one.score - other.score || isSame(other) - isSame(one));
      return { words, results };
    }

    #hasForms(texts) {
      return texts.some((text) => [...text].some((sign) => this.#forms.has(sign)));
    }

    /** The words as the first page has them. */
    #written({ words, results }) {
      const { page } = results[0];
      const texts = [page.title, page.identity];
      texts.push(...page.sections.flatMap((section) => [section.heading, ...section.lines]));
      return words
        .map((word) => {
          const text = texts.find((each) => word.isIn(fold(each)));
          return pieces(text, [word]).find(([, isFound]) => isFound)?.[0] ?? "";
        })
        .join(" ");
    }
  }

  globalThis.curriculumFinding = { Finder };
})();
