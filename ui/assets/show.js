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
  const at = { slide: 0, views: slides.map(firstView), stepped: "slide", timer: null, frozen: null };

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
    part("map-slide").hidden = kind !== "map";
    part("chart-slide").hidden = kind === "map";
    if (kind === "map") drawMap();
    else HallChart.draw(part("chart-slide"), slide(), { mark: mark, lang: page.lang, dark: page.dataset.palette === "dark" });
    remember();
    const title = slide().title || (show.documents[slide().document] || {}).title || "";
    document.title = (at.slide + 1) + "/" + slides.length + " " + title;
    part("spoken").textContent = document.title;
  }

  function drawMap() {
    const wish = Object.assign({ document: slide().document, title: slide().title }, view(), MAP);
    if (picture()) Choropleth.show(null, wish);
    else {
      Choropleth.alone("map_div", Object.assign(show.options, { zoomControl: false, attributionControl: true }), wish);
      part("map-slide").appendChild(picture().parts.picture);
      picture().parts.map.append(part("year"), part("card"));
      picture().resized(false);
    }
  }

  /* after every change of year: the large year and the card of the chosen place */
  function turned(drawn) {
    const chosen = drawn.selected();
    const index = drawn.surface.indexOf.get(chosen);
    view().year = drawn.view.year;
    part("year").textContent = drawn.view.year;
    part("card").hidden = index === undefined;
    if (index === undefined) return;
    part("card-name").textContent = drawn.layer.names[index];
    part("card-value").textContent = drawn.valueText(index);
    part("card-rank").textContent = drawn.rankLine(index);
  }

  function remember() {
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

  function stepYear(step) {
    if (!isMap() || !picture().content) return false;
    const frames = picture().content.frames;
    const next = frames.findIndex((frame) => frame.year === picture().view.year) + step;
    if (!frames[next]) return false;
    picture().turn(frames[next].year, false);
    remember();
    return true;
  }

  /* the places in the order of their values; before the first one is none */
  function stepPlace(step) {
    if (!isMap() || !picture().frame) return;
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

  function escape() {
    part("help").hidden = true;
    if (!part("black").hidden) black();
    stop();
  }

  const KEYS = {
    PageDown: () => step(1), PageUp: () => step(-1), " ": () => step(1), Enter: () => step(1),
    Backspace: () => step(-1), Home: () => go(0), End: () => go(slides.length - 1),
    ArrowRight: () => stepYear(1), ArrowLeft: () => stepYear(-1), ArrowDown: () => stepPlace(1), ArrowUp: () => stepPlace(-1),
    p: play, b: black, ".": black, f: fullScreen, h: freeze, g: freeze, d: palette, m: clicker, "?": help, Escape: escape,
  };

  document.addEventListener("keydown", (event) => {
    const act = KEYS[event.key] || KEYS[event.key.toLowerCase()];
    const onButton = event.target.closest("button") && (event.key === " " || event.key === "Enter");
    if (!act || onButton || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, true);

  const ACTS = {
    previous: () => go(at.slide - 1), next: () => go(at.slide + 1), play: play, black: black, freeze: freeze,
    palette: palette, full: fullScreen, help: help,
  };
  Object.entries(ACTS).forEach(([name, act]) => part("button-" + name).addEventListener("click", act));
  part("black").addEventListener("click", black);
  part("help").addEventListener("click", help);
  document.addEventListener("pointermove", () => {
    page.classList.add("pointing");
    window.clearTimeout(at.pointing);
    at.pointing = window.setTimeout(() => page.classList.remove("pointing"), HINT_MILLISECONDS);
  });
  window.addEventListener("resize", () => !isMap() && draw());

  /* letters too are here before the cable is pulled */
  document.fonts.load("28px Inter", "aăđ").catch(() => {});
  recall();
  draw();
  hint(words.keys);
})();
