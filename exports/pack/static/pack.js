/* The pack: reads its data from scripts beside it, since a page of a disk may not read files, and turns its pages. */
(function () {
  "use strict";
  const held = new Map();
  const waiting = new Map();
  const part = (name) => document.getElementById(name);

  /* each file of data/ calls this with its own name */
  function put(name, packed) {
    held.set(name, packed);
  }

  /* a value of a file of data/, read once */
  function load(name) {
    if (!waiting.has(name)) waiting.set(name, fetched(name).then(() => unpacked(held.get(name))));
    return waiting.get(name);
  }

  function fetched(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "data/" + name + ".js";
      script.onload = () => (held.has(name) ? resolve() : reject(new Error(name)));
      script.onerror = () => reject(new Error(name));
      document.head.appendChild(script);
    });
  }

  async function unpacked(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).json();
  }

  /* address of a page of the pack: language, then a place's key, "sources", or "sheet" and a key */
  function address(...parts) {
    return "#" + [state.language, ...parts].join("/");
  }

  const state = { language: "", front: null, opening: null, byKey: new Map() };

  async function open(opening) {
    state.opening = opening;
    window.addEventListener("hashchange", turn);
    await turn();
  }

  async function turn() {
    const [language, what, key] = location.hash.slice(1).split("/").map(decodeURIComponent);
    const known = Object.keys(state.opening.languages);
    try {
      await speak(known.includes(language) ? language : state.language || known[0]);
      await page(what, key);
      part("notice").hidden = true;
    } catch (error) {
      part("notice").hidden = false;
      part("notice").textContent = state.front ? state.front.words.cannot_read : part("notice").textContent;
      throw error;
    }
  }

  async function speak(language) {
    if (language === state.language) return;
    state.front = await load(language + "/front");
    state.language = language;
    state.byKey = new Map(state.front.places.map((row) => [row[0], row]));
    document.documentElement.lang = language;
    const { words, show } = state.front;
    part("mark").textContent = words.mark;
    part("mark").hidden = !words.mark;
    link(part("site"), address(state.opening.place), words.site);
    link(part("show"), show, words.show);
    link(part("to-sources"), address("sources"), words.sources);
    part("search").placeholder = words.search_hint;
    part("search").setAttribute("aria-label", words.search);
    part("made").textContent = words.made;
    part("pack").hidden = false;
  }

  function languages(...parts) {
    part("languages").replaceChildren();
    const all = Object.entries(state.opening.languages);
    all.forEach(([code, name]) => {
      if (code === state.language || all.length < 2) return;
      const other = link(document.createElement("a"), "#" + [code, ...parts].join("/"), name);
      other.lang = code;
      part("languages").appendChild(other);
    });
  }

  async function page(what, key) {
    const sheet = what === "sheet" && state.byKey.has(key);
    const sources = what === "sources";
    part("sheet").hidden = !sheet;
    part("every-source").hidden = !sources;
    part("place").hidden = sheet || sources;
    document.body.classList.toggle("on-paper", sheet);
    if (sheet) await showSheet(key);
    else if (sources) await showSources();
    else await window.PackPlace.show(state.byKey.has(what) ? what : state.opening.place);
    if (sheet) languages("sheet", key);
    else languages(sources ? "sources" : state.byKey.has(what) ? what : state.opening.place);
    window.scrollTo(0, 0);
  }

  async function showSources() {
    const { words } = state.front;
    const every = await load(state.language + "/sources");
    const [title, list] = part("every-source").children;
    title.textContent = document.title = words.sources_of;
    list.replaceChildren(...Object.values(every).map(sourceItem));
  }

  function sourceItem([text, address, about]) {
    const item = document.createElement("li");
    item.append(text + ". ");
    if (/^https?:/.test(address)) {
      const there = link(document.createElement("a"), address, address);
      there.target = "_blank";
      there.rel = "noopener noreferrer";
      item.append(there);
    }
    item.append(" " + about);
    return item;
  }

  /* the site's own sheet, in a tree of its own: its patterns bear the names of those of the map */
  async function showSheet(key) {
    const { words, shelves } = state.front;
    const { lines, sheets } = await load(state.language + "/sheets/" + shelves[state.byKey.get(key)[1]]);
    const text = sheets[key].map((number) => lines[number]).join("\n");
    const drawn = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    const paper = part("paper");
    const tree = paper.shadowRoot || paper.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = "svg { display: block; width: 100%; height: auto; }";
    tree.replaceChildren(style, document.importNode(drawn, true));
    part("print").textContent = words.print;
    link(part("close-sheet"), address(key), words.close);
    document.title = state.byKey.get(key)[3];
  }

  function link(anchor, to, text) {
    anchor.href = to;
    anchor.textContent = text;
    return anchor;
  }

  part("print").addEventListener("click", () => window.print());

  /* a sheet fills its paper; any other page keeps the printer's margins */
  window.addEventListener("beforeprint", () => {
    const style = document.head.appendChild(document.createElement("style"));
    style.id = "page-size";
    style.textContent = document.body.classList.contains("on-paper") ? "@page { size: A4; margin: 0; }" : "@page { size: A4; margin: 12mm; }";
  });
  window.addEventListener("afterprint", () => part("page-size") && part("page-size").remove());

  window.Pack = { put: put, load: load, open: open, state: state, address: address, link: link, sourceItem: sourceItem };
})();
