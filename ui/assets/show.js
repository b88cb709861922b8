/* The show: one page that holds all its slides, so that nothing is asked of the server while it runs. */
(() => {
  "use strict";
  const show = JSON.parse(document.getElementById("contents").textContent);
  const { slides, words } = show;
  const page = document.documentElement;
  const part = (name) => document.getElementById(name);
  const MAP = { answered: Infinity, unreachable: "", compact: false };
  const MILLISECONDS_A_YEAR = 1500;
  const HINT_MILLISECONDS = 2500;
  const STEPPED = ["slide", "year", "place"];
  const HIGHEST_ROWS = 10;
  const FEWEST_AREAS = show.fewest;
  const SMALLEST_RAIL = 0.6;
  /* a copy in the speaker's window draws what it is told and does nothing by itself */
  const isCopy = window.name === "hall-copy";
  const at = { slide: 0, views: slides.map(firstView), stepped: "slide", timer: null, frozen: null, listeners: [] };

  Object.entries(show.documents).forEach(([address, answer]) => Choropleth.keep(address, answer));
  Choropleth.turned = turned;

  function firstView(slide) {
    return { year: slide.year, selected: slide.selected, vintage: slide.vintage };
  }

  const slide = () => slides[at.slide];
  const view = () => at.views[at.slide];
  const picture = () => Choropleth.picture;
  const isMap = () => slide().kind === "map";

  function draw() {
    const { kind, mark } = slide();
    part("sources").hidden = true;
    part("map-slide").hidden = kind !== "map";
    part("chart-slide").hidden = kind === "map";
    if (kind === "map") drawMap();
    else HallChart.draw(part("chart-slide"), slide(), { mark: mark, lang: page.lang, dark: page.dataset.palette === "dark" });
    remember();
    document.title = (at.slide + 1) + "/" + slides.length + " " + titleOf(at.slide);
    part("spoken").textContent = document.title;
    part("count").textContent = (at.slide + 1) + " / " + slides.length;
    part("count").hidden = slides.length < 2;
  }

  const titleOf = (number) => (slides[number] ? slides[number].title || (show.documents[slides[number].document] || {}).title || "" : "");

  function drawMap() {
    const wish = Object.assign({ document: slide().document, title: slide().title }, view(), MAP);
    if (picture()) Choropleth.show(null, wish);
    else {
      Choropleth.alone("map_div", Object.assign(show.options, { zoomControl: false, attributionControl: true }), wish);
      part("map-slide").appendChild(picture().parts.picture);
      Choropleth.tell = chosen;
      const rail = make("div", picture().parts.map, "left-rail");
      rail.append(part("year"), part("card"), picture().parts.legend);
      new ResizeObserver(fitRails).observe(picture().parts.map);
    }
  }

  /* a place that was clicked in the map */
  function chosen({ code, vintage }) {
    Object.assign(view(), { selected: code, vintage: vintage });
    turned(picture());
    remember();
  }

  function make(name, parent, className, text) {
    const made = document.createElement(name);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }

  /* the highest places in the empty sea, beside the archipelagos; none where places have no order of one measure,
     or are too few for the sentence of the map to name a highest one */
  function highest(drawn) {
    const { frame, layer, content, parts } = drawn;
    parts.insets.querySelectorAll(".highest").forEach((old) => old.remove());
    const order = frame.square.x ? [] : frame.order || [];
    if (order.length < FEWEST_AREAS) return;
    const places = order.slice(0, HIGHEST_ROWS);
    const box = make("section", parts.insets, "highest");
    const unit = content.words.unit ? " (" + content.words.unit + ")" : "";
    make("h2", box, "highest-title", words.highest + unit);
    const list = make("ol", box, "highest-rows");
    const widest = Math.max(...places.map((index) => Math.abs(frame.values[index]))) || 1;
    places.forEach((index) => {
      const row = make("li", list, "highest-row" + (layer.codes[index] === drawn.selected() ? " chosen" : ""));
      make("span", row, "highest-name", layer.names[index]);
      make("i", make("span", row, "highest-bar"), Choropleth.markClass(frame.marks[index])).style.width = (100 * Math.abs(frame.values[index])) / widest + "%";
      make("span", row, "highest-value", frame.texts[index]);
    });
  }

  /* what stands left and right of the country fits into the height of the map: smaller letters, then fewer rows */
  function fitRails() {
    const { map, insets } = picture().parts;
    if (!map.clientHeight) return;
    const tooHigh = (rail) => rail.scrollHeight > map.clientHeight + 1;
    const shrink = (rail) => {
      rail.style.fontSize = "";
      for (let size = 0.95; tooHigh(rail) && size >= SMALLEST_RAIL; size -= 0.05) rail.style.fontSize = size + "em";
    };
    const rows = insets.querySelectorAll(".highest-row");
    rows.forEach((row) => (row.hidden = false));
    [map.querySelector(".left-rail"), insets].forEach(shrink);
    for (let left = rows.length - 1; left >= 3 && tooHigh(insets); left -= 1) rows[left].hidden = true;
    picture().resized(false);
  }

  /* after every change of year: the large year and the card of the chosen place */
  function turned(drawn) {
    const chosen = drawn.selected();
    const index = drawn.surface.indexOf.get(chosen);
    view().year = drawn.view.year;
    highest(drawn);
    drawCard(drawn, chosen, index);
    fitRails();
    tell();
  }

  function drawCard(drawn, chosen, index) {
    part("year").textContent = drawn.view.year;
    part("card").hidden = index === undefined;
    if (index === undefined) return;
    part("card-name").textContent = drawn.layer.names[index];
    part("card-value").textContent = drawn.valueText(index);
    part("card-rank").textContent = drawn.rankLine(index);
  }

  function remember() {
    tell();
    if (isCopy) return;
    const { year, selected, vintage } = view();
    history.replaceState(null, "", "#" + [at.slide + 1, year || "", vintage || "", selected || ""].join("."));
  }

  function recall() {
    const [number, year, vintage, selected] = location.hash.slice(1).split(".");
    if (!(number >= 1 && number <= slides.length)) return;
    at.slide = Number(number) - 1;
    if (isMap() && year) Object.assign(view(), { year: Number(year), vintage: vintage || "", selected: selected || null });
  }

  function go(number) {
    stop();
    at.slide = Math.min(Math.max(number, 0), slides.length - 1);
    draw();
  }

  /* what a second window has to know to show the same */
  function state() {
    return { slide: at.slide, of: slides.length, view: Object.assign({}, view()), black: !part("black").hidden, palette: page.dataset.palette };
  }

  function tell() {
    at.listeners.forEach((listener) => listener(state()));
  }

  /* show what another window shows */
  function follow(told) {
    page.dataset.palette = told.palette;
    at.slide = Math.min(told.slide, slides.length - 1);
    if (told.view) Object.assign(view(), told.view);
    draw();
  }

  /* through the years of a map, then on to the next slide; a chart has no years */
  const along = (step) => () => stepYear(step) || go(at.slide + step);

  function stepYear(step) {
    if (!isMap() || !picture() || !picture().content) return false;
    const frames = picture().content.frames;
    const next = frames.findIndex((frame) => frame.year === picture().view.year) + step;
    if (!frames[next]) return false;
    picture().turn(frames[next].year, false);
    remember();
    return true;
  }

  /* the places in the order of their values; before the first one is none */
  function stepPlace(step) {
    if (!isMap() || !picture() || !picture().frame) return;
    const { frame, layer } = picture();
    const codes = frame.order.map((index) => layer.codes[index]);
    const here = codes.indexOf(picture().selected());
    const next = here < 0 ? (step > 0 ? 0 : codes.length - 1) : here + step;
    const code = codes[next] || null;
    Object.assign(view(), { selected: code, vintage: layer.vintage });
    Object.assign(picture().view, { selected: code, vintage: layer.vintage });
    picture().turn(picture().view.year, false);
    remember();
  }

  function stop() {
    window.clearInterval(at.timer);
    at.timer = null;
    part("button-play").setAttribute("aria-pressed", "false");
  }

  function play() {
    if (at.timer !== null) return stop();
    if (!isMap()) return;
    const frames = picture().content.frames;
    if (frames[frames.length - 1].year === picture().view.year) picture().turn(frames[0].year, false);
    at.timer = window.setInterval(() => stepYear(1) || stop(), MILLISECONDS_A_YEAR);
    part("button-play").setAttribute("aria-pressed", "true");
  }

  function black() {
    const hidden = !part("black").hidden;
    part("black").hidden = hidden;
    part("button-black").setAttribute("aria-pressed", String(!hidden));
    tell();
  }

  /* the hall keeps seeing a copy of what stands, until the picture is let go */
  function freeze() {
    if (at.frozen) {
      at.frozen.remove();
      at.frozen = null;
    } else {
      stop();
      at.frozen = part("stage").cloneNode(true);
      at.frozen.id = "frozen";
      at.frozen.setAttribute("aria-hidden", "true");
      part("stage").after(at.frozen);
    }
    part("stage").inert = Boolean(at.frozen);
    part("button-freeze").setAttribute("aria-pressed", String(Boolean(at.frozen)));
  }

  function palette() {
    page.dataset.palette = page.dataset.palette === "dark" ? "bright" : "dark";
    if (!isMap()) draw();
    tell();
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else page.requestFullscreen().catch(() => hint(words.no_full_screen));
  }

  function step(direction) {
    if (at.stepped === "year") stepYear(direction);
    else if (at.stepped === "place") stepPlace(direction);
    else go(at.slide + direction);
  }

  function clicker() {
    at.stepped = STEPPED[(STEPPED.indexOf(at.stepped) + 1) % STEPPED.length];
    hint(words["steps_" + at.stepped]);
  }

  function hint(text) {
    part("hint").textContent = text;
    part("hint").hidden = false;
    window.clearTimeout(hint.timer);
    hint.timer = window.setTimeout(() => (part("hint").hidden = true), HINT_MILLISECONDS);
  }

  function help() {
    part("help").hidden = !part("help").hidden;
  }

  /* every source of what stands: the line below it has room for the first ones only */
  function sources() {
    if (!part("sources").hidden) return (part("sources").hidden = true);
    const told = isMap() ? picture().frame.sources.map((code) => slide().named[code]) : slide().sources;
    if (!told.length) return;
    part("sources-list").replaceChildren();
    told.forEach((source) => make("li", part("sources-list"), "", source));
    part("sources").hidden = false;
    part("sources").scrollTop = 0;
  }

  /* the list of sources may be longer than the hall is high */
  function scrolled(direction) {
    if (part("sources").hidden) return false;
    part("sources").scrollBy(0, direction * part("sources").clientHeight * 0.8);
    return true;
  }

  function escape() {
    part("help").hidden = true;
    part("sources").hidden = true;
    part("phone").hidden = true;
    if (!part("black").hidden) black();
    stop();
  }

  const KEYS = {
    PageDown: () => step(1), PageUp: () => step(-1), " ": () => step(1), Enter: () => step(1),
    Backspace: () => step(-1), Home: () => go(0), End: () => go(slides.length - 1),
    ArrowRight: along(1), ArrowLeft: along(-1), ArrowDown: () => scrolled(1) || stepPlace(1), ArrowUp: () => scrolled(-1) || stepPlace(-1),
    p: play, b: black, ".": black, f: fullScreen, h: freeze, g: freeze, d: palette, m: clicker, "?": help, n: sources, Escape: escape,
    s: () => HallSpeaker.open(), r: () => HallRemote.open(),
  };

  /* does what a key does, from this window or another; false for a key that does nothing here */
  function press(key) {
    const act = KEYS[key] || KEYS[key.toLowerCase()];
    if (act) act();
    return Boolean(act);
  }

  function listen() {
    document.addEventListener("keydown", (event) => {
      const onButton = event.target.closest("button") && (event.key === " " || event.key === "Enter");
      if (onButton || event.ctrlKey || event.altKey || event.metaKey || !press(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    }, true);

    const ACTS = {
      previous: () => go(at.slide - 1), next: () => go(at.slide + 1), play: play, black: black, freeze: freeze,
      palette: palette, full: fullScreen, sources: sources, help: help, speaker: () => press("s"), phone: () => press("r"),
    };
    Object.entries(ACTS).forEach(([name, act]) => part("button-" + name).addEventListener("click", act));
    part("black").addEventListener("click", black);
    part("help").addEventListener("click", help);
    part("sources").addEventListener("click", sources);
    part("stage").addEventListener("click", (event) => event.target.closest(".hall-source, .picture-source") && sources());
    document.addEventListener("pointermove", () => {
      page.classList.add("pointing");
      window.clearTimeout(at.pointing);
      at.pointing = window.setTimeout(() => page.classList.remove("pointing"), HINT_MILLISECONDS);
    });
    window.addEventListener("resize", () => !isMap() && draw());
  }

  /* letters too are here before the cable is pulled */
  document.fonts.load("28px Inter", "aăđ").catch(() => {});
  window.HallShow = { press: press, state: state, follow: follow, hint: hint, titleOf: titleOf, slides: slides, words: words, onChange: (listener) => at.listeners.push(listener) };
  if (HallSpeaker.isHere) return HallSpeaker.draw();
  if (!isCopy) recall();
  draw();
  if (isCopy) return;
  listen();
  hint(words.keys);
  HallSpeaker.answer();
  HallRemote.resume();
})();
