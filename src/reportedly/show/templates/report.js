// The page works without this: it opens what a link leads to, prints everything,
// and lights up the way from the origins to the hand under the pointer.
"use strict";
(() => {
  const open = () => {
    let at = location.hash && document.getElementById(location.hash.slice(1));
    if (!at) return;
    for (let up = at; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    at.scrollIntoView({ block: at.offsetHeight > innerHeight / 2 ? "start" : "center" });
  };
  addEventListener("hashchange", open);
  open();
  addEventListener("beforeprint", () => {
    const what = document.body.matches(".workbench") ? "details:not(.why)" : "details";
    for (const one of document.querySelectorAll(what)) one.open = true;
  });
  for (const svg of document.querySelectorAll(".picture .scroll > svg")) {
    const light = (node) => {
      const lit = new Set(node ? node.dataset.up.split(" ") : []);
      svg.classList.toggle("dim", Boolean(node));
      for (const one of svg.querySelectorAll("[data-node]"))
        one.classList.toggle("lit", lit.has(one.dataset.node));
      for (const one of svg.querySelectorAll("[data-ends]"))
        one.classList.toggle("lit", one.dataset.ends.split(" ").every((end) => lit.has(end)));
    };
    const on = (event) => light(event.target.closest("[data-node]"));
    svg.addEventListener("pointerover", on);
    svg.addEventListener("focusin", on);
    svg.addEventListener("pointerleave", () => light(null));
    svg.addEventListener("focusout", () => light(null));
  }
})();
