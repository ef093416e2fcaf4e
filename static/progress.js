/* Asks every two seconds how far the reading has come; without it the page reloads itself. */
"use strict";

(() => {
  const EVERY = 2000;

  const renew = async () => {
    let page;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (answer.redirected) return location.replace(answer.url);
      if (!answer.ok) throw new Error(answer.statusText);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      setTimeout(renew, 5 * EVERY); /* the server may be back by then */
      return;
    }
    const fresh = page.getElementById("progress");
    if (!fresh) return location.reload();
    /* The sentence is said anew only if it is another one; whoever stands on a link keeps standing there. */
    const said = document.getElementById("said");
    const text = page.getElementById("said").textContent;
    if (said.textContent !== text) said.textContent = text;
    const shown = document.getElementById("progress");
    const place = document.activeElement?.getAttribute("href");
    shown.replaceWith(document.adoptNode(fresh));
    if (place) fresh.querySelector(`a[href="${CSS.escape(place)}"]`)?.focus();
    if (fresh.hasAttribute("data-unfinished")) setTimeout(renew, EVERY);
  };

  setTimeout(renew, EVERY);
})();
