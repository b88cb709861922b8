/* The search: places by name without accents, the widest first, each with its level, its time and where it lies. */
(function () {
  "use strict";
  const { state, address, link } = window.Pack;
  const MOST = 12;
  const box = document.getElementById("search");
  const list = document.getElementById("hits");
  let folded = null;
  let at = -1;

  /* letters without accents; typed words that are not ended yet fit too */
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  }

  function rows() {
    if (!folded || folded.of !== state.front) {
      folded = state.front.places.map((row) => ({ row: row, name: fold(row[2]), whole: fold(row[3] + " " + row[5]), code: row[6].replace("-", "").toLowerCase() }));
      folded.of = state.front;
    }
    return folded;
  }

  /* smaller is better: the whole name, its beginning, a word's beginning, words anywhere in name and province */
  function cost(entry, typed, words) {
    if (entry.name === typed) return 0;
    if (entry.name.startsWith(typed)) return 1;
    if (entry.whole.startsWith(typed)) return 2;
    if ((" " + entry.name).includes(" " + typed)) return 3;
    const whole = " " + entry.whole;
    return words.every((word) => whole.includes(" " + word)) ? 4 : -1;
  }

  function found(text) {
    const typed = fold(text);
    const code = typed.replace(/ /g, "");
    if (!typed) return [];
    const words = typed.split(" ");
    const hits = [];
    rows().forEach((entry, index) => {
      const much = entry.code && entry.code === code ? 0 : cost(entry, typed, words);
      if (much >= 0) hits.push([much, index, entry.row]);
    });
    return hits.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, MOST).map((hit) => hit[2]);
  }

  function show() {
    const hits = found(box.value);
    at = hits.length ? 0 : -1;
    list.replaceChildren(...hits.map(item));
    if (!hits.length && box.value.trim()) {
      const none = list.appendChild(document.createElement("li"));
      none.className = "none";
      none.textContent = state.front.words.search_none;
    }
    list.hidden = !list.children.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    point();
  }

  function item(row, index) {
    const made = document.createElement("li");
    made.id = "hit-" + index;
    made.setAttribute("role", "option");
    const there = link(document.createElement("a"), address(row[0]), "");
    there.tabIndex = -1;
    const name = there.appendChild(document.createElement("strong"));
    name.textContent = row[3];
    name.translate = false;
    there.append(" " + [row[4], row[5]].filter(Boolean).join(" · "));
    there.addEventListener("click", close);
    made.appendChild(there);
    return made;
  }

  function point() {
    const options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (options[at]) {
      box.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    box.value = "";
    box.setAttribute("aria-expanded", "false");
  }

  const KEYS = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => list.querySelector("[aria-selected=true] a") && list.querySelector("[aria-selected=true] a").click(),
    Escape: close,
  };

  function move(step) {
    const count = list.querySelectorAll("[role=option]").length;
    if (count) at = (at + step + count) % count;
    point();
  }

  box.addEventListener("input", show);
  /* while letters are being composed, keys belong to whoever composes them */
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.addEventListener("click", (event) => event.target.closest(".search") || close());
})();
