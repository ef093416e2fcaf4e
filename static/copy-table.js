/* A button by every main table that copies it as tab-separated values, for pasting; without script there are CSV and XLSX. */
"use strict";

(() => {
  const made = document.getElementById("copy-table");
  if (!made) return;

  const runs = /^[=+\-@＝＋－＠]/;
  const number = /^-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/;

  /* A spreadsheet would take 3/5 for the third of May. */
  const share = /^(\d+)\/(\d+)$/;

  /* Of a figure the number alone, else the words without what only eyes need or only the page uses. */
  const words = (cell) => {
    const figure = cell.querySelector(".fig");
    const source = (figure && !figure.textContent.includes("–") ? figure : cell).cloneNode(true);
    source.querySelectorAll(figure ? ".q" : ".more, [aria-hidden], .vh + .vh").forEach((part) => part.remove());
    source.querySelectorAll("br, .unit, .sub, .quiet, .state").forEach((part) => part.before(" "));
    const text = source.textContent.replace(/\s+/g, " ").trim();
    if (number.test(text)) return text.replaceAll(",", "");
    if (share.test(text)) return text.replace("/", " ∕ ");
    return runs.test(text) ? `'${text}` : text;
  };

  /* What spans several rows or columns stands in its first cell, the others are empty. */
  const grid = (table) => {
    const rows = [];
    [...table.rows].forEach((row, at) => {
      rows[at] ??= [];
      let place = 0;
      for (const cell of row.cells) {
        while (rows[at][place] !== undefined) place += 1;
        for (let down = 0; down < cell.rowSpan; down += 1) {
          for (let along = 0; along < cell.colSpan; along += 1) {
            rows[at + down] ??= [];
            rows[at + down][place + along] = down || along ? "" : words(cell);
          }
        }
        place += cell.colSpan;
      }
    });
    return rows;
  };

  const put = async (text) => {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(text);
      return;
    }
    /* A site without https has no clipboard; the old way still works there. */
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "vh";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("refused");
  };

  /* In the heading or beside the links to files right above the table, else in a line of its own. */
  const place = (bar, region) => {
    let above = region.previousElementSibling;
    while (above?.matches("p:not(.copy), .key, .ask")) above = above.previousElementSibling;
    if (above?.matches(".section-head, .copy") && !above.querySelector("button")) {
      above.append(...(above.matches(".copy") ? bar.childNodes : [bar]));
    } else {
      region.before(bar);
    }
  };

  for (const table of document.querySelectorAll(".region:not(.plain) > table")) {
    const bar = made.content.firstElementChild.cloneNode(true);
    const said = bar.querySelector("[role=status]");
    const button = bar.querySelector("button");
    button.onclick = async () => {
      const rows = grid(table);
      try {
        await put(rows.map((row) => row.join("\t")).join("\r\n"));
        said.textContent = said.dataset.done.replace("{n}", rows.length);
      } catch {
        said.textContent = said.dataset.failed;
      }
      button.focus();
    };
    place(bar, table.parentElement);
  }
})();
