/* The review workbench by keyboard. Every key has a button or a link that does the same; a page that is asked for
   comes in place of the old one without the text being laid out anew. */
"use strict";

(() => {
  const WHOLE = ["#content > h1", ".progress", ".side"];
  const PART = ["#content > h1", ".progress", ".panel"];
  let busy = false;

  /* Whoever speaks to the machine, or hits keys by chance, turns the single keys off; the browser remembers it. */
  const keysOn = () => localStorage.getItem("workbench-keys") !== "off";

  const panel = () => document.querySelector(".side .doubt");
  const press = (selector) => panel()?.querySelector(selector)?.click();

  /* What is selected in the text: its words and the place where they begin, in characters as the server counts them. */
  const selected = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const paragraph = range.startContainer.parentElement?.closest(".paper p");
    const words = range.toString();
    if (!paragraph || !words.trim() || !paragraph.closest(".paper").contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const blank = words.length - words.trimStart().length;
    const start = Number(paragraph.dataset.start) + [...before.toString()].length + blank;
    return { words: words.trim(), start };
  };

  /* Pages ----------------------------------------------------------------------------------------------------------- */

  const show = () => {
    const current = document.querySelector(".paper .current");
    const paper = document.querySelector(".paper");
    document.querySelectorAll(".keys").forEach((hint) => (hint.hidden = !keysOn()));
    const toggle = document.querySelector(".toggle");
    toggle.hidden = false;
    toggle.textContent = keysOn() ? toggle.dataset.on : toggle.dataset.off;
    const place = document.querySelector(".queue [aria-current]");
    if (place) place.parentElement.scrollTop = place.offsetTop - place.parentElement.clientHeight / 3;
    indicatorSearch.enhance(document.querySelector(".side"));
    if (!current || getComputedStyle(paper).overflowY !== "auto") return;
    const box = current.getBoundingClientRect();
    const frame = paper.getBoundingClientRect();
    const [top, bottom] = [Math.max(frame.top, 0), Math.min(frame.bottom, window.innerHeight)];
    if (box.top < top + 40 || box.bottom > bottom - 40) paper.scrollTop += box.top - top - (bottom - top) / 3;
  };

  const replace = (selector, page) => {
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
    if (old && fresh && old.outerHTML !== fresh.outerHTML) old.replaceWith(document.adoptNode(fresh));
  };

  /* Paragraphs are replaced only where their marks have changed: the text keeps its place, and so does a selection.
     Where only a part was asked for, the queue too is renewed line by line. */
  const swap = (page) => {
    const part = page.querySelector(".bench[data-part]") !== null;
    for (const selector of part ? PART : WHOLE) replace(selector, page);
    for (const { dataset } of [...page.querySelectorAll(".paper > p")]) replace(`.paper > p[data-start="${dataset.start}"]`, page);
    if (part) {
      for (const { dataset } of [...page.querySelectorAll(".queue > li")]) replace(`.queue > li[data-key="${dataset.key}"]`, page);
    }
    document.title = page.title;
    show();
    (document.querySelector(".side .errorlist")?.closest(".field")?.querySelector("input, select, textarea")
      ?? document.querySelector(".side [data-panel=find] [name=quote]")
      ?? document.querySelector(".side h2[tabindex]"))?.focus({ preventScroll: true });
  };

  const fail = () => {
    const status = document.querySelector(".panel [role=status]");
    const said = document.createElement("p");
    said.className = "said";
    said.textContent = status.dataset.failed;
    status.replaceChildren(said);
  };

  /* What this page shows, so that the server need answer only with what has changed since. */
  const shown = () => ({ "X-Bench": `${document.querySelector(".side").dataset.queue} ${panel().dataset.finding}` });

  const visit = async (address, options = {}, keep = true) => {
    if (busy) return; /* a key too many must not decide what nobody has seen yet */
    busy = true;
    document.querySelector(".side").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, options);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.querySelector(".bench")) throw new Error(String(answer.status));
      if (keep) history.pushState({}, "", answer.url);
      swap(page);
    } catch {
      /* What was typed stays where it is; a page alone is asked for once more in the browser's own way. */
      if (options.method) fail();
      else window.location.assign(address);
    } finally {
      document.querySelector(".side").removeAttribute("aria-busy");
      busy = false;
    }
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest(".toggle")) {
      localStorage.setItem("workbench-keys", keysOn() ? "off" : "on");
      show();
      return;
    }
    const link = event.target.closest(".bench a[href^='?'], .bench a[href*='/review/'], .progress a[href^='?']");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!window.getSelection().isCollapsed && link.closest(".paper")) {
      event.preventDefault(); /* the end of selecting, not a click */
      return;
    }
    event.preventDefault();
    visit(link.href, panel()?.dataset.finding ? { headers: shown() } : {});
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".bench form");
    if (!form) return;
    event.preventDefault();
    const data = new FormData(form, event.submitter);
    if (form.method === "get") visit(`?${new URLSearchParams(data)}`);
    else {
      const headers = form.dataset.finding ? shown() : {};
      visit(form.action, { method: "post", body: new URLSearchParams(data), headers });
    }
  });

  window.addEventListener("popstate", () => visit(window.location.href, {}, false));

  /* Keys ------------------------------------------------------------------------------------------------------------ */

  const field = (name) => {
    const found = panel()?.querySelector(`#id_${name}`);
    found?.focus();
    found?.select?.();
  };

  const add = () => {
    const chosen = selected();
    const link = document.querySelector(".side [data-key=a]");
    const address = new URL(link?.href ?? "?add=1", window.location.href);
    if (chosen) {
      address.searchParams.set("quote", chosen.words);
      address.searchParams.set("start", chosen.start);
    }
    if (link || chosen) visit(address.href);
  };

  /* The words that are selected become the first or the second figure of a split, or a statement's own words. */
  const take = (prefix) => {
    const chosen = selected();
    if (!chosen) return;
    panel().querySelector(`#id_${prefix}-quote`).value = chosen.words;
    panel().querySelector(`#id_${prefix}-start`).value = chosen.start;
    press("[name=again]");
  };

  const takeText = () => {
    const chosen = selected();
    const text = panel().querySelector("#id_text");
    if (chosen && text) text.value = chosen.words;
  };

  const DECIDE = {
    Enter: () => press(".primary"),
    j: () => press("a[rel=next]"),
    k: () => press("a[rel=prev]"),
    x: () => press("[name=_reject]"),
    s: () => press("[data-key=s]"),
    e: () => field(panel().querySelector("#id_value") ? "value" : "text"),
    i: () => field("indicator"),
    c: () => field("category"),
    r: () => field("reason"),
    t: takeText,
    a: add,
  };
  const LEAVE = { Escape: () => press("[data-key=Escape]"), Enter: () => press(".primary"), a: add };
  const KEYS = {
    decide: DECIDE,
    split: { ...LEAVE, 1: () => take("a"), 2: () => take("b") },
    add: LEAVE,
    find: LEAVE,
  };

  document.addEventListener("keydown", (event) => {
    if (!keysOn() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    /* Whoever types, or stands on something with an Enter of its own, is left alone; Escape leads out of it. */
    if (event.target.closest("input, textarea, select, button, a, summary")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const keys = KEYS[panel()?.dataset.panel] ?? { a: add };
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(keys, key)) return;
    event.preventDefault();
    keys[key]();
  });

  show();
})();
