/* Before and after the merger: two drawings over each other, parted by a handle. At its left the former units, at its
   right those of today with the former outlines as thin lines. Both are here before it is moved: no request leaves. */
(function (root) {
  "use strict";
  /* percent of the map's width by a key */
  const STEPS = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 };
  /* milliseconds without another key after which the place of the handle is told */
  const REST = 500;
  const PANES = { "split-former": 405, "split-ghosts": 410, "split-marks": 415 };

  function Split(picture) {
    this.picture = picture;
    this.map = picture.map;
    this.before = picture.content.before;
    this.layer = this.before.layer;
    this.content = picture.content;
    Object.keys(PANES).forEach((name) => this.pane(name));
    this.surface = new root.Surface(this.map, this.layer.outlines, this.events(), "split-former");
    this.surface.svg.setAttribute("aria-label", this.before.words.before);
    this.surface.texture(this.content.textures);
    this.outline(picture.layer.outlines);
    [this.chosen] = this.lined("split-marks", picture.layer.outlines, ["mark selected"]);
    this.islands();
    this.build();
    this.follow = () => this.clip();
    this.map.on("move zoom viewreset resize", this.follow);
    this.clip();
  }

  Split.prototype.pane = function (name) {
    const pane = this.map.getPane(name) || this.map.createPane(name);
    pane.style.zIndex = PANES[name];
    if (name !== "split-former") pane.style.pointerEvents = "none";
  };

  /* what happens over the former units; one that went whole into a unit of today leads to that */
  Split.prototype.events = function () {
    const picture = this.picture;
    const index = (code) => this.surface.indexOf.get(code);
    return {
      hover: (code, event) => this.hover(code === null ? undefined : index(code), event),
      select: (code) => {
        const into = this.before.to[index(code)] || [];
        if (into.length === 1) picture.events.select(picture.layer.codes[into[0]]);
      },
    };
  };

  Split.prototype.hover = function (index, event) {
    const picture = this.picture;
    this.surface.point("hovered", index === undefined ? null : this.layer.codes[index]);
    const into = index === undefined ? [] : this.before.to[index];
    picture.ranking.point("hovered", into.length === 1 ? picture.layer.codes[into[0]] : null, false);
    picture.legend.mark(index === undefined ? null : this.frame.marks[index], index === undefined ? null : this.frame.values[index]);
    picture.tooltip(index, event, this);
  };

  /* the larger units' outlines are the stronger ones and on top, be they the former ones or today's */
  Split.prototype.outline = function (today) {
    const [units, formerUnits] = [this.content, this.before].map((side) => (side.frames.length ? side.frames[0].marks.replaceAll(".", "").length : 0));
    const isFiner = units > formerUnits;
    const borders = () => this.lined("split-ghosts", today, isFiner ? ["border fine"] : ["border", "border-ground", "border estimated"]);
    const ghosts = () => this.lined("split-ghosts", this.layer.outlines, ["ghost-ground", isFiner ? "ghost strong" : "ghost"]);
    const made = (isFiner ? [borders, ghosts] : [ghosts, borders]).map((make) => make());
    const [former, drawn] = isFiner ? made.reverse() : made;
    former.forEach((path) => path.setAttribute("d", this.former()));
    this.borders = drawn;
  };

  /* empty paths over the drawings, each of a kind, in steps of some outlines */
  Split.prototype.lined = function (pane, outlines, kinds) {
    const svg = root.svgElement("svg", { viewBox: "0 0 " + outlines.size.join(" "), preserveAspectRatio: "none", "aria-hidden": "true" });
    const overlay = L.svgOverlay(svg, outlines.bounds, { className: "split-lines", pane: pane }).addTo(this.map);
    this.overlays = [...(this.overlays || []), overlay];
    return kinds.map((kind) => root.svgElement("path", { class: kind }, svg));
  };

  /* the outlines of the former units that the picture shows, as one path */
  Split.prototype.former = function () {
    const marks = this.before.frames.length ? this.before.frames[0].marks : "";
    return this.layer.outlines.paths.filter((path, index) => marks[index] !== ".").join("");
  };

  /* those of today's units stay above them, broken where a figure is an estimate */
  Split.prototype.border = function (frame) {
    const estimated = new Set(frame.estimates ? frame.estimates.areas : []);
    const paths = this.picture.layer.outlines.paths.map((path, index) => [path, estimated.has(index), frame.marks[index] !== "."]);
    const drawn = (wanted) => paths.filter(([, isEstimate, isShown]) => isShown && isEstimate === wanted).map(([path]) => path).join("");
    this.borders.forEach((path, index) => path.setAttribute("d", drawn(index > 0)));
  };

  /* the insets of the former units, in the frames of today's */
  Split.prototype.islands = function () {
    this.insets = this.surface.islands.map((island, index) => {
      const own = this.picture.surface.islands[index].inset;
      own.parentNode.insertBefore(island.inset, own);
      return [island.inset, own];
    });
  };

  Split.prototype.build = function () {
    const words = this.before.words;
    this.plane = root.make("div", "split", this.picture.parts.map);
    this.bar = root.make("div", "split-bar", this.plane);
    root.make("span", "split-caption before", this.bar).textContent = words.before;
    root.make("span", "split-caption after", this.bar).textContent = words.after;
    this.handle = root.make("div", "split-handle", this.bar);
    root.make("span", "split-grip", this.handle).setAttribute("aria-hidden", "true");
    const said = { role: "slider", tabindex: 0, "aria-label": words.handle, "aria-valuemin": 0, "aria-valuemax": 100, "aria-orientation": "horizontal" };
    Object.keys(said).forEach((name) => this.handle.setAttribute(name, said[name]));
    this.handle.addEventListener("keydown", (event) => this.key(event));
    this.handle.addEventListener("pointerdown", (event) => this.grab(event));
    this.handle.addEventListener("pointermove", (event) => this.drag(event));
    this.handle.addEventListener("lostpointercapture", () => this.rest());
  };

  Split.prototype.key = function (event) {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.move(this.share() + step / 100);
    window.clearTimeout(this.resting);
    this.resting = window.setTimeout(() => this.rest(), REST);
  };

  /* tells where the handle was left, once for all that moved it there */
  Split.prototype.rest = function () {
    window.clearTimeout(this.resting);
    if (this.moved) this.picture.tell();
    this.moved = false;
  };

  Split.prototype.grab = function (event) {
    if (event.button) return;
    event.preventDefault();
    this.handle.focus();
    this.handle.setPointerCapture(event.pointerId);
  };

  Split.prototype.drag = function (event) {
    if (!this.handle.hasPointerCapture(event.pointerId)) return;
    const room = this.plane.getBoundingClientRect();
    this.move((event.clientX - room.left) / room.width);
  };

  /* as it was left, at first through the middle of what is shown */
  Split.prototype.share = function () {
    if (this.picture.share !== undefined) return this.picture.share;
    const middle = L.latLngBounds(this.picture.layer.fit || this.picture.surface.bounds).getCenter();
    const share = this.map.latLngToContainerPoint(middle).x / (this.map.getSize().x || 1);
    return share > 0.2 && share < 0.8 ? share : 0.5;
  };

  Split.prototype.move = function (share) {
    this.picture.share = Math.min(Math.max(share, 0), 1);
    this.moved = true;
    this.clip();
  };

  /* shows of each drawing its side of the handle, in the map's own coordinates */
  Split.prototype.clip = function () {
    const size = this.map.getSize();
    const [left, right] = [[0, 0], [size.x, size.y]].map((corner) => this.map.containerPointToLayerPoint(corner));
    const share = this.share();
    const at = left.x + share * size.x;
    const part = (from, to) => `polygon(${from}px ${left.y}px, ${to}px ${left.y}px, ${to}px ${right.y}px, ${from}px ${right.y}px)`;
    this.map.getPane("split-former").style.clipPath = part(left.x, at);
    ["overlayPane", "split-ghosts"].forEach((name) => (this.map.getPane(name).style.clipPath = part(at, right.x)));
    this.tell(share);
    const isFormer = share * size.x > this.picture.parts.insets.offsetLeft;
    this.insets.forEach(([former, own]) => {
      former.style.display = isFormer ? "" : "none";
      own.style.display = isFormer ? "none" : "";
    });
  };

  Split.prototype.tell = function (share) {
    const percent = Math.round(100 * share);
    this.bar.style.left = 100 * share + "%";
    this.handle.setAttribute("aria-valuenow", percent);
    this.handle.setAttribute("aria-valuetext", this.before.words.position.replace("{share}", percent));
  };

  /* paints a year; returns what is said of both sides in it */
  Split.prototype.turn = function (number) {
    this.frame = this.before.frames[number];
    this.surface.paint(this.frame.marks, []);
    this.border(this.picture.frame);
    this.point("selected", this.picture.selected());
    return Object.assign({}, this.picture.frame, this.before.told[number]);
  };

  Split.prototype.point = function (kind, code) {
    if (kind !== "selected") return;
    const index = this.picture.surface.indexOf.get(code);
    this.chosen.setAttribute("d", index === undefined ? "" : this.picture.layer.outlines.paths[index]);
  };

  Split.prototype.remove = function () {
    window.clearTimeout(this.resting);
    this.map.off("move zoom viewreset resize", this.follow);
    this.surface.remove();
    this.overlays.forEach((overlay) => overlay.remove());
    this.plane.remove();
    this.map.getPane("overlayPane").style.clipPath = "";
  };

  root.Split = Split;
})((window.Choropleth = window.Choropleth || {}));
