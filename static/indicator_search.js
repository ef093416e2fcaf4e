/* An indicator is found while one types: by any part of its name, another word for it, its code or its pinyin initials.
   Without this script the browser's own list offers the names, and the server understands the rest. */
"use strict";

const indicatorSearch = (() => {
  const MOST = 8;

  const catalogue = () =>
    [...document.querySelectorAll("#indicators option")].map((option) => ({
      name: option.value,
      beside: option.textContent,
      unit: option.dataset.unit,
      words: option.dataset.words.toLowerCase(),
    }));

  /* Names that begin so first, then names that hold it, then other words; those of the figure's unit before others. */
  const rank = (one, typed, unit) => {
    const name = one.name.toLowerCase();
    const fit = name.startsWith(typed) ? 0 : name.includes(typed) ? 1 : one.words.includes(typed) ? 2 : 9;
    return fit * 2 + (one.unit === unit ? 0 : 1);
  };

  const attach = (input, number) => {
    const all = catalogue();
    const list = document.createElement("ul");
    const status = document.createElement("span");
    let active = -1;
    list.id = `offered${number}`;
    list.className = "offered";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
    list.hidden = true;
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    input.removeAttribute("list");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.after(list, status);
    input.parentElement.classList.add("searched");

    const close = () => {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (index) => {
      const options = [...list.querySelectorAll("[role=option]")];
      active = options.length ? (index + options.length) % options.length : -1;
      options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
      if (active >= 0) {
        input.setAttribute("aria-activedescendant", options[active].id);
        options[active].scrollIntoView({ block: "nearest" });
      }
    };
    const choose = (name) => {
      input.value = name;
      close();
    };
    const offer = () => {
      const typed = input.value.trim().toLowerCase();
      const unit = input.form.querySelector(`#${input.id.replace("indicator", "unit")}`)?.value ?? "";
      const fitting = all
        .map((one) => [rank(one, typed, unit), one])
        .filter(([place]) => place < 18)
        .sort(([a], [b]) => a - b)
        .slice(0, MOST);
      list.replaceChildren(
        ...fitting.map(([, one], i) => {
          const item = document.createElement("li");
          const beside = document.createElement("small");
          item.id = `${list.id}-${i}`;
          item.setAttribute("role", "option");
          item.setAttribute("aria-selected", "false");
          beside.textContent = one.beside;
          item.append(`${one.name} `, beside);
          item.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            choose(one.name);
          });
          return item;
        }),
      );
      status.textContent = fitting.length ? "" : document.getElementById("indicators").dataset.none;
      list.hidden = !fitting.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      mark(fitting.length && typed ? 0 : -1);
    };

    input.addEventListener("input", offer);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) offer();
        else mark(active + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !list.hidden && active >= 0) {
        event.preventDefault();
        choose(list.children[active].firstChild.textContent.trim());
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
  };

  return { enhance: (root) => root.querySelectorAll("input[list=indicators]").forEach(attach) };
})();
