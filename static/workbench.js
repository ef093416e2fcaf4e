/* Keys for the review workbench: Enter confirms, J and K go on and back, E corrects. All of it has a button or link. */
"use strict";

(() => {
  const form = document.querySelector(".doubt");
  if (!form) return;

  const current = document.querySelector(".paper .mark-figure.current");
  const paper = document.querySelector(".paper");
  if (current && getComputedStyle(paper).overflowY === "auto") {
    paper.scrollTop += current.getBoundingClientRect().top - paper.getBoundingClientRect().top - paper.clientHeight / 3;
  }
  form.querySelector(".keys").hidden = false;

  const go = (direction) => form.querySelector(`a[rel=${direction}]`)?.click();
  const keys = {
    Enter: () => form.querySelector("button.primary").click(),
    j: () => go("next"),
    k: () => go("prev"),
    e: () => form.querySelector("#id_value").select(),
  };

  document.addEventListener("keydown", (event) => {
    /* Whoever types, or stands on something with an Enter of its own, is left alone. */
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, button, a, summary")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(keys, key)) return;
    event.preventDefault();
    keys[key]();
  });
})();
