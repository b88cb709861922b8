/* The page of a place: texts are set as they come, the map and the line are drawn by the site's own programs. */
(function () {
  "use strict";
  const { state, load, address, link, sourceItem } = window.Pack;
  const part = (name) => document.getElementById(name);
  const TABLES = ["figures", "money", "outcomes", "targets"];
  const LINKS = ["predecessors", "successors", "parts"];
  const MANY = 24;
  const FEW_ROWS = 10;
  const FEW_VIEWS = 3;
  let page = null;
  let entry = null;

  function make(name, parent, text, className) {
    const made = parent.appendChild(document.createElement(name));
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  async function show(key) {
    const row = state.byKey.get(key);
    const pages = await load(state.language + "/places/" + state.front.shelves[row[1]]);
    page = pages[key];
    document.title = page.name + " – " + state.front.words.site;
    part("name").textContent = page.name;
    part("about").textContent = page.about;
    part("sentence").textContent = page.sentence;
    part("code").textContent = page.line;
    above(key, page.links.above || []);
    brief(key, page.has_sheet);
    cards(page.cards);
    lines();
    profile(page.profile);
    part("ranks").replaceChildren(...page.ranks.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    tables();
    part("links").replaceChildren();
    LINKS.forEach((name) => links(name, page.links[name] || []));
    part("side").hidden = !page.lines && !page.profile && !page.ranks.length;
    await sources();
    await maps();
  }

  function above(here, rows) {
    const home = state.opening.place;
    const shown = [...rows].reverse();
    if (here !== home && !shown.some(([key]) => key === home)) shown.unshift([home, state.byKey.get(home)[3]]);
    part("above").replaceChildren();
    shown.forEach(([key, name]) => reference(part("above"), key, name));
  }

  /* a place of the pack is a link, another one its bare name */
  function reference(parent, key, name) {
    const known = state.byKey.get(key);
    const made = known ? link(make("a", parent), address(key), name) : make("span", parent, name);
    made.translate = false;
    if (known) made.title = known[4];
    return made;
  }

  function brief(key, hasSheet) {
    const button = link(part("brief"), hasSheet ? address("sheet", key) : "#", state.front.words.brief);
    button.onclick = hasSheet ? null : (event) => { event.preventDefault(); window.print(); };
  }

  function cards(all) {
    part("cards").replaceChildren();
    all.forEach(([label, body]) => {
      const made = make("div", part("cards"), undefined, "card-box");
      make("p", made, label, "card-label");
      /* made by the site, its texts escaped there */
      made.insertAdjacentHTML("beforeend", body);
    });
  }

  function lines() {
    const host = part("lines");
    host.replaceChildren();
    if (!page.lines) return;
    make("h2", host, page.lines.title);
    const chart = make("div", host, undefined, "chart");
    drawLines(chart);
    (page.lines.notes || []).forEach((note) => make("p", host, note, "quiet"));
  }

  function drawLines(chart) {
    const shown = Object.assign({}, page.lines, { title: "", sentence: "", source: "" });
    window.HallChart.draw(chart, shown, { mark: "", lang: state.language, dark: false });
    const drawn = chart.querySelector("svg");
    if (drawn) drawn.setAttribute("aria-label", page.lines.title + ". " + page.lines.sentence);
  }

  function profile(shown) {
    const host = part("profile");
    host.replaceChildren();
    if (!shown) return;
    const [own, other] = shown.names;
    make("h2", host, state.front.words.profile.replace("{year}", shown.year));
    const key = make("p", host, undefined, "quiet key");
    make("i", key, undefined, "bar-mark");
    key.append(own + " ");
    if (other) {
      make("i", key, undefined, "tick-mark");
      key.append(other);
    }
    const table = make("table", host, undefined, "bars");
    const widest = Math.max(...shown.rows.flatMap((row) => [row.value, row.beside || 0])) || 1;
    shown.rows.forEach((row) => {
      const line = make("tr", table);
      make("th", line, row.label).scope = "row";
      const cell = make("td", line, undefined, "bar");
      make("span", cell, undefined, "fill").style.width = (100 * row.value) / widest + "%";
      if (row.beside !== null) make("span", cell, undefined, "tick").style.left = (100 * row.beside) / widest + "%";
      cell.title = other && row.beside_text ? other + ": " + row.beside_text : "";
      make("td", line, row.text, "number");
    });
  }

  function tables() {
    part("tables").replaceChildren();
    TABLES.filter((name) => page.tables[name]).forEach((name) => {
      const section = make("section", part("tables"));
      make("h2", section, state.front.words[name]);
      const table = make("table", section, undefined, "plain");
      page.tables[name].forEach(([what, when, value, source], index) => {
        const row = make("tr", table);
        row.hidden = index >= FEW_ROWS;
        make("td", row, what);
        make("td", row, when, "when");
        const number = make("td", row, value, "number");
        number.translate = false;
        make("sup", number, "[" + (page.sources.indexOf(source) + 1) + "]");
      });
      rest(section, [...table.children], state.front.words.every_row);
    });
  }

  /* a button that shows what is hidden, with how many there are in all */
  function rest(parent, items, text) {
    if (!items.some((item) => item.hidden)) return;
    const more = make("button", parent, text.replace("{count}", items.length), "button");
    more.type = "button";
    more.addEventListener("click", () => {
      items.forEach((item) => (item.hidden = false));
      more.remove();
    });
  }

  function links(name, rows) {
    if (!rows.length) return;
    const section = make("section", part("links"));
    make("h2", section, state.front.words[name].replace("{count}", rows.length));
    const list = make("ul", section);
    rows.forEach(([key, text], index) => {
      const item = make("li", list);
      item.hidden = index >= MANY;
      reference(item, key, text);
    });
    rest(section, [...list.children], state.front.words.every);
  }

  async function sources() {
    const every = await load(state.language + "/sources");
    const [summary, list] = part("page-sources").children;
    summary.textContent = "ⓘ " + state.front.words.sources + " (" + page.sources.length + ")";
    part("page-sources").hidden = !page.sources.length;
    list.replaceChildren(...page.sources.map((code) => sourceItem(every[code])));
  }

  /* one choice of the view of the map, one of its indicator; what was chosen before stays where it can */
  async function maps() {
    part("map-part").hidden = !page.maps.length;
    if (!page.maps.length) return;
    const views = [...new Set(page.maps.map((map) => map.view))];
    const view = entry && views.includes(entry.view) ? entry.view : views[0];
    part("views").replaceChildren();
    if (views.length > FEW_VIEWS) viewList(views, view);
    else views.forEach((one) => viewButton(one));
    await choose(page.maps.find((map) => map.view === view));
  }

  const firstOf = (view) => page.maps.find((map) => map.view === view);

  function viewButton(view) {
    const button = make("button", part("views"), view, "choice");
    button.type = "button";
    button.addEventListener("click", () => choose(firstOf(view)));
  }

  function viewList(views, chosen) {
    const select = make("select", part("views"));
    select.setAttribute("aria-label", state.front.words.map);
    views.forEach((view) => select.append(new Option(view, view, false, view === chosen)));
    select.addEventListener("change", () => choose(firstOf(select.value)));
  }

  async function choose(wanted) {
    entry = wanted;
    part("views").querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.textContent === wanted.view)));
    const select = part("indicator");
    const beside = page.maps.filter((map) => map.view === wanted.view);
    part("indicator-label").textContent = state.front.words.indicator;
    select.replaceChildren(...beside.map((map, index) => new Option(map.indicator, index, false, map === wanted)));
    select.onchange = () => choose(beside[select.value]);
    part("indicator-choice").hidden = beside.length < 2;
    part("chosen").textContent = "";
    const content = await load(wanted.name);
    const outlines = await Promise.all(content.layers.map((layer) => load(layer.geometry)));
    if (entry !== wanted) return;
    window.Choropleth.keep(wanted.name, content);
    content.layers.forEach((layer, index) => window.Choropleth.keep(layer.geometry, outlines[index]));
    paint(wanted);
  }

  function paint(wanted) {
    const { Choropleth } = window;
    const wish = { document: wanted.name, year: wanted.year, selected: wanted.selected, vintage: wanted.vintage, answered: Infinity, unreachable: "", compact: false, beside: true };
    if (Choropleth.picture) Choropleth.show(null, wish);
    else {
      Choropleth.alone("map", state.opening.options, wish);
      part("map-box").appendChild(Choropleth.picture.parts.picture);
      Choropleth.tell = chosen;
    }
  }

  /* an area that was clicked: its name, its figure, and the way to its page */
  function chosen({ code, vintage }) {
    const line = part("chosen");
    line.textContent = "";
    const { picture } = window.Choropleth;
    const index = code ? picture.surface.indexOf.get(code) : undefined;
    if (index === undefined) return;
    const key = [vintage, entry.level, code].join(".");
    line.append(picture.layer.names[index] + ": " + picture.valueText(index) + " · " + picture.rankLine(index) + " ");
    if (state.byKey.has(key)) link(make("a", line), address(key), state.front.words.open_place);
  }

  let resizing = null;
  window.addEventListener("resize", () => {
    window.clearTimeout(resizing);
    resizing = window.setTimeout(() => page && page.lines && drawLines(part("lines").querySelector(".chart")), 100);
  });

  window.PackPlace = { show: show };
})();
