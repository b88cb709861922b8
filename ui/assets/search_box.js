/* Suggests places in the shell's search box while a name is typed. Up, Down, Enter and Esc work as in any list;
   while a word is being composed (Telex, VNI) nothing is asked and Enter belongs to the keyboard. What is chosen
   is given to the box as the key of the place, which opens its page. */
(function () {
  "use strict";
  const BOX = ".st-key-search-typed input";
  const PAUSE = 150;
  let list = null, input = null, found = [], active = -1, waiting = null, asked = 0, given = false;

  function box(event) {
    const target = event.target;
    return target instanceof Element && target.matches(BOX) ? target : null;
  }

  function close() {
    window.clearTimeout(waiting);
    asked += 1;
    found = [];
    active = -1;
    if (list) list.hidden = true;
    if (input) {
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
  }

  function prepare(target) {
    input = target;
    if (!list) {
      list = document.body.appendChild(document.createElement("ul"));
      Object.assign(list, { id: "search-list", className: "search-list", hidden: true });
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", target.getAttribute("aria-label") || target.placeholder);
    }
    const is = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "search-list", "aria-expanded": "false", autocomplete: "off" };
    for (const name of Object.keys(is)) target.setAttribute(name, is[name]);
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[active].id);
  }

  function line(name, text, parent) {
    const made = parent.appendChild(document.createElement("span"));
    made.className = name;
    made.textContent = text;
    return made;
  }

  function show() {
    list.replaceChildren(...found.map((place, index) => {
      const item = document.createElement("li");
      item.id = "search-option-" + index;
      item.setAttribute("role", "option");
      line("search-name", place.name, item).translate = false;
      line("search-about", place.about, item);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(place.key); });
      return item;
    }));
    const room = input.getBoundingClientRect();
    const width = Math.min(Math.max(room.width, 380), innerWidth - 16);
    Object.assign(list.style, { top: room.bottom + 6 + "px", width: width + "px", left: Math.max(8, Math.min(room.left, innerWidth - width - 8)) + "px" });
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!!found.length));
    mark(-1);
  }

  async function ask() {
    const mine = (asked += 1);
    const wanted = new URLSearchParams(location.search);
    const query = new URLSearchParams({ q: input.value, lang: document.documentElement.lang });
    for (const name of ["store", "asof"]) if (wanted.get(name)) query.set(name, wanted.get(name));
    const places = await fetch("/search?" + query).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []);
    if (mine !== asked || document.activeElement !== input) return;
    found = places;
    show();
  }

  function later() {
    window.clearTimeout(waiting);
    if (input.value.trim().length < 2) return close();
    waiting = window.setTimeout(ask, PAUSE);
  }

  function choose(key) {
    const target = input;
    close();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(target, key);
    given = true;
    target.dispatchEvent(new Event("input", { bubbles: true }));
    window.setTimeout(() => {
      for (const kind of ["keydown", "keypress"]) target.dispatchEvent(new KeyboardEvent(kind, { key: "Enter", code: "Enter", keyCode: 13, bubbles: true }));
      given = false;
      target.blur();
    });
  }

  addEventListener("focusin", (event) => { const target = box(event); if (target) prepare(target); }, true);
  addEventListener("focusout", (event) => { if (box(event) && !given) close(); }, true);
  addEventListener("input", (event) => { if (box(event) && !event.isComposing && !given) later(); }, true);
  addEventListener("compositionend", (event) => { if (box(event)) later(); }, true);
  addEventListener("keydown", (event) => {
    if (!box(event) || given) return;
    if (event.isComposing || event.keyCode === 229) return event.stopPropagation();
    const last = found.length - 1;
    if (event.key === "Escape") return close();
    if (event.key === "Enter" && active < 0) return close();
    if (last < 0 || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return undefined;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") return choose(found[active].key);
    return mark(event.key === "ArrowDown" ? (active >= last ? 0 : active + 1) : (active <= 0 ? last : active - 1));
  }, true);
  addEventListener("resize", close);
})();
