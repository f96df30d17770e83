// The pages work without this. It adds keys, files that are dropped, and statements
// that open beside the text. Whatever it shows, the server has escaped.
"use strict";
(() => {
  const $ = (what, where = document) => where.querySelector(what);
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const say = (words) => { $("#said").textContent = words; };
  document.documentElement.classList.add("live");

  // Single keys, which can be switched off: they may be in the way of other tools.
  const KEYS = "reportedly-keys";
  const keys = $("#keys");
  const box = $("#keys-on");
  const store = (value) => { try { localStorage.setItem(KEYS, value); } catch { /* none */ } };
  const stored = () => { try { return localStorage.getItem(KEYS); } catch { return null; } };
  if (box) {
    box.checked = stored() !== "off";
    box.addEventListener("change", () => store(box.checked ? "on" : "off"));
    const help = $("[data-help]");
    help.hidden = false;
    help.addEventListener("click", () => keys.showModal());
  }

  const view = $("[data-view=article]");

  // A list in which somebody stands at one item.
  let at = -1;
  const items = () => all("[data-list] [data-item]");
  const current = () => items().findIndex((item) => item.contains(document.activeElement));
  const go = (step) => {
    const found = items();
    if (!found.length) return;
    const here = current();
    at = Math.min(found.length - 1, Math.max(0, (here >= 0 ? here : at) + step));
    const item = found[at];
    if (item.dataset.s !== undefined) { choose(item.dataset.s, true); return; }
    for (const one of found) one.classList.toggle("now-item", one === item);
    const link = $("a", item);
    link.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const claim = view && $("#panel .of-claim a");
    const item = items()[current() >= 0 ? current() : at];
    (claim || (item && $("a", item)))?.click();
  };

  // A statement of the article: marked in the text, told of beside it.
  let asked = 0;
  const choose = async (s, move) => {
    const list = all(".statements [data-s]");
    at = list.findIndex((item) => item.dataset.s === s);
    for (const item of list) {
      const link = $("a", item);
      if (item.dataset.s === s) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    let first;
    for (const piece of all(".text [data-s]")) {
      const on = piece.dataset.s === s;
      piece.classList.toggle("now", on && !piece.matches(".cue, .addressee"));
      if (on) first ??= piece;
    }
    const small = innerWidth < 704; // the telling covers the lower half there
    if (move && first) first.scrollIntoView({ block: small ? "start" : "center" });
    history.replaceState(null, "", list[at] ? $("a", list[at]).getAttribute("href") : location.href);
    const mine = ++asked;
    let told = "";
    try {
      const answer = await fetch(`${view.dataset.panel}&s=${encodeURIComponent(s)}`);
      if (answer.ok) told = await answer.text();
    } catch { /* said below */ }
    if (mine !== asked) return; // somebody is further on already
    if (!told) { say("The statement could not be loaded"); return; }
    $("#panel").innerHTML = told;
    htmx.process($("#panel"));
  };
  // Puts the statement beside the text away; where one stood in the list is where one is.
  const shut = () => {
    if (!view || !$("#panel .statement")) return false;
    asked += 1;
    const list = all(".statements [data-s]");
    for (const piece of all(".text .now")) piece.classList.remove("now");
    $(".statements [aria-current]")?.removeAttribute("aria-current");
    $("#panel").replaceChildren();
    const link = list[at] && $("a", list[at]);
    if ($(".all-statements").open) link?.focus({ preventScroll: true });
    history.replaceState(null, "", view.dataset.self);
    say("Closed");
    return true;
  };
  if (view) {
    $(".text").addEventListener("click", (event) => {
      const piece = event.target.closest("a, [data-s]");
      if (!piece || piece.tagName === "A" || String(getSelection())) return;
      choose(piece.dataset.s, false);
    });
    $(".statements").addEventListener("click", (event) => {
      const item = event.target.closest("[data-s]");
      if (!item || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      choose(item.dataset.s, true);
    });
    const now = $(".statements [aria-current]")?.closest("[data-s]");
    if (now) {
      at = all(".statements [data-s]").indexOf(now);
      for (const piece of all(`.text [data-s="${CSS.escape(now.dataset.s)}"]`))
        piece.classList.toggle("now", !piece.matches(".cue, .addressee"));
    }
  }

  // After a new analysis the page offers itself anew; nobody is interrupted. Who takes the
  // offer comes back to where they were.
  const PLACE = "reportedly-place";
  const offer = $("#anew");
  const offered = () => !offer.hidden || $("#progress.done a[href=''], #progress.done a:not([href^='/'])");
  let last = null;
  $("#main").addEventListener("focusin", (event) => { last = event.target; });
  const anew = () => {
    const near = last?.isConnected && last.parentElement.closest("[id]");
    const place = near && { near: near.id, tag: last.tagName, n: all(last.tagName, near).indexOf(last) };
    try { sessionStorage.setItem(PLACE, JSON.stringify({ place, y: scrollY })); } catch { /* none */ }
    location.reload();
  };
  try {
    const { place, y } = JSON.parse(sessionStorage.getItem(PLACE) ?? "{}");
    sessionStorage.removeItem(PLACE);
    const near = place && document.getElementById(place.near);
    if (near) all(place.tag, near)[place.n]?.focus({ preventScroll: true });
    if (y !== undefined) scrollTo(0, y);
  } catch { /* none */ }
  addEventListener("click", (event) => {
    if (!event.target.closest("#anew button, #progress.done a[href='']")) return;
    event.preventDefault();
    anew();
  });
  const look = async () => {
    if (document.hidden || offered()) return;
    let now = null;
    try {
      const answer = await fetch("/now");
      if (answer.ok) now = await answer.json();
    } catch { /* the server has stopped */ }
    if (!now || now.busy || String(now.made) === document.body.dataset.made || offered()) return;
    offer.innerHTML = "Something was added or decided since. <button>Show this page anew</button>";
    offer.hidden = false;
  };
  if (offer && document.body.dataset.made !== "0") {
    setInterval(look, 4000);
    addEventListener("visibilitychange", look);
  }

  // The place of a finding or step names the claim by its number, which another analysis may change.
  const page = $(".claim-page");
  const anchor = /^#c\d+(-[a-z]+\d+)?$/.exec(location.hash);
  if (page && anchor && !document.getElementById(location.hash.slice(1)))
    location.replace(`#${page.id}${anchor[1] ?? ""}`);
  const time = $(".over-time");
  if (time && innerWidth < 704 && location.hash !== "#time" && !("asked" in time.dataset)) time.open = false;

  const ACTIONS = {
    j: () => go(1),
    k: () => go(-1),
    o: open,
    u: () => { const up = $("[data-up]"); if (up) up.click(); },
    r: () => { if (offered()) anew(); },
    "/": () => { $("#find").focus(); $("#find").select(); },
    "?": () => keys.showModal(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!box?.checked || event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
    const action = ACTIONS[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // A form that opens in place: one can write in it at once, and it closes as it opened.
  const before = new WeakMap();
  addEventListener("click", (event) => {
    const box = event.target.closest?.(".decide")?.closest(".decide-box");
    if (box) before.set(box, box.innerHTML);
  }, true);
  const close = (from) => {
    const box = from.closest(".decide-box");
    const was = box && before.get(box);
    if (!was) return false;
    box.innerHTML = was;
    htmx.process(box);
    $(".decide", box)?.focus();
    return true;
  };
  document.addEventListener("htmx:after:swap", (event) => {
    const box = event.target.closest?.(".decide-box");
    if (!box) return;
    const name = $("[name=who]", box);
    (name?.value ? $(".choices button", box) : name)?.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  });
  addEventListener("click", (event) => {
    if (event.target.closest("[data-not-now]") && close(event.target)) event.preventDefault();
    if (event.target.closest("[data-close]")) shut();
  });
  // Enter in a field does what stands beside it, and decides nothing else.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.target.closest("dialog")) {
      if (event.target.closest(".judge") ? close(event.target) : shut()) event.preventDefault();
    }
    if (event.key !== "Enter" || event.isComposing || !event.target.matches(".judge input, .judge select")) return;
    event.preventDefault();
    const beside = event.target.closest(".choices");
    if (beside) $("button", beside).click();
    else say("Choose what you decide by one of the buttons");
  });

  // Filters: what was found is said, for whoever does not see the list change.
  document.addEventListener("htmx:after:swap", () => {
    const head = $("#claims-h");
    if (!$("[data-filters]") || !head) return;
    say(head.textContent);
    at = -1;
  });

  // Files dropped anywhere are sent to the form that adds them.
  const drop = $("#drop");
  const key = document.body.dataset.key;
  let depth = 0;
  const files = (event) => event.dataTransfer?.types.includes("Files");
  const listed = async (entry, into) => {
    if (entry.isFile) into.push(await new Promise((yes, no) => entry.file(yes, no)));
    else if (entry.isDirectory) {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((yes, no) => reader.readEntries(yes, no));
        if (!some.length) break;
        for (const one of some) await listed(one, into);
      }
    }
  };
  addEventListener("dragenter", (event) => { if (files(event)) { depth += 1; drop.hidden = false; } });
  addEventListener("dragleave", () => { depth = Math.max(0, depth - 1); drop.hidden = depth === 0; });
  addEventListener("dragover", (event) => { if (files(event)) event.preventDefault(); });
  addEventListener("drop", async (event) => {
    if (!files(event)) return;
    event.preventDefault();
    depth = 0;
    drop.hidden = true;
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
    const found = [];
    if (entries.some((entry) => entry?.isDirectory)) for (const one of entries) await listed(one, found);
    else found.push(...event.dataTransfer.files);
    if (!found.length) return;
    const form = new FormData();
    for (const file of found) form.append("files", file, file.name);
    say(`Adding ${found.length} files`);
    const answer = await fetch(`/add?key=${encodeURIComponent(key)}`, { method: "POST", body: form });
    if (answer.ok) location.assign("/add");
    else say("The files could not be added");
  });

  // A page that waits for the first analysis comes anew when that is done.
  if ($("[data-reload]"))
    document.addEventListener("htmx:after:swap", () => {
      if (!$("#progress[hx-get]")) location.reload();
    });
})();
