/* The drawn areas: one SVG over the map, created once per geometry; afterwards only what changes is touched. */
(function (root) {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const GAP_CLASS = { "-": "gap-none", x: "gap-inapplicable", s: "gap-suppressed", n: "gap-not-computable", b: "gap-not-comparable", r: "gap-spread", o: "gap-set-aside", k: "gap-set-aside", p: "gap-set-aside", u: "gap-unclear", ".": "outside", "~": "estimated" };

  function element(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(made);
    return made;
  }

  function hatch(svg, id, spacing, angle) {
    const pattern = element("pattern", {
      id: id, width: spacing, height: spacing, patternUnits: "userSpaceOnUse", patternTransform: "rotate(" + angle + ")",
    }, element("defs", {}, svg));
    element("rect", { width: spacing, height: spacing, class: "hatch-ground" }, pattern);
    element("line", { x1: 0, y1: 0, x2: 0, y2: spacing, class: "hatch-line", "stroke-width": spacing * 0.7 }, pattern);
  }

  /* what is drawn over a class's colour, so that it is known without its colour: a path in a tile of ten by ten */
  root.textured = function (svg, textures, size, prefix) {
    const defs = element("defs", { class: "textures" }, svg);
    textures.forEach((path, index) => {
      if (!path) return;
      const pattern = element("pattern", {
        id: (prefix || "") + "texture-" + index, width: 10, height: 10, patternUnits: "userSpaceOnUse", patternTransform: "scale(" + size / 10 + ")",
      }, defs);
      element("rect", { width: 10, height: 10, fill: "var(--class-" + index + ")" }, pattern);
      element("path", { d: path, class: "texture-line" }, pattern);
    });
  };

  /* pane: the plane of the map on which it is drawn, Leaflet's own where there is only one drawing */
  function Surface(map, geometry, events, pane) {
    this.map = map;
    this.pane = pane || "overlayPane";
    this.codes = geometry.codes;
    this.indexOf = new Map(geometry.codes.map((code, index) => [code, index]));
    this.drawn = new Array(geometry.codes.length).fill(null);
    this.overlays = [];
    this.paths = this.draw(geometry, events);
    this.marks = { hovered: this.mark("hovered"), selected: this.mark("selected") };
    this.islands = geometry.islands.map((island) => this.island(island, events));
    this.bounds = L.latLngBounds(geometry.bounds);
  }

  Surface.prototype.overlay = function (plane, kind) {
    const svg = element("svg", { viewBox: "0 0 " + plane.size.join(" "), class: kind, preserveAspectRatio: "none" });
    const overlay = L.svgOverlay(svg, plane.bounds, { interactive: true, className: kind, pane: this.pane });
    overlay.addTo(this.map);
    this.overlays.push(overlay);
    return svg;
  };

  Surface.prototype.draw = function (geometry, events) {
    this.svg = this.overlay(geometry, "areas");
    this.svg.setAttribute("role", "group");
    hatch(this.svg, "hatch", geometry.size[0] / 90, 45);
    hatch(this.svg, "hatch-wide", geometry.size[0] / 60, -45);
    this.group = element("g", {}, this.svg);
    const paths = geometry.paths.map((d, index) =>
      element("path", { d: d, "data-code": geometry.codes[index], role: "img" }, this.group));
    listen(this.svg, events, "data-code");
    return paths;
  };

  Surface.prototype.mark = function (kind) {
    return element("path", { class: "mark " + kind, "aria-hidden": "true" }, this.svg);
  };

  Surface.prototype.island = function (island, events) {
    const place = this.overlay(island, "islands");
    const path = { d: island.paths.join(""), "data-island-of": island.code };
    const made = [element("path", path, place)];
    const inset = element("svg", { viewBox: "-40 -40 " + island.size.map((n) => n + 80).join(" "), role: "img" });
    made.push(element("path", path, inset));
    listen(place, events, "data-island-of");
    listen(inset, events, "data-island-of");
    return { code: island.code, archipelago: island.archipelago, paths: made, inset: inset };
  };

  function listen(svg, events, attribute) {
    const code = (event) => event.target.getAttribute && event.target.getAttribute(attribute);
    svg.addEventListener("pointerover", (event) => events.hover(code(event), event));
    svg.addEventListener("pointermove", (event) => events.hover(code(event), event));
    svg.addEventListener("pointerleave", () => events.hover(null));
    svg.addEventListener("click", (event) => code(event) && events.select(code(event)));
  }

  function className(mark) {
    return GAP_CLASS[mark] || "class-" + mark;
  }

  /* marks: one letter an area, a class digit or a kind of gap; estimated: the places of areas whose figure is an
     estimate, which have a dashed outline */
  Surface.prototype.paint = function (marks, estimated) {
    const dashed = new Set(estimated);
    for (let index = 0; index < marks.length; index += 1) {
      const drawn = className(marks[index]) + (dashed.has(index) ? " " + className("~") : "");
      if (this.drawn[index] !== drawn) {
        this.drawn[index] = drawn;
        this.paths[index].setAttribute("class", drawn);
      }
    }
    this.islands.forEach((island) => {
      const mark = marks[this.indexOf.get(island.code)];
      island.paths.forEach((path) => path.setAttribute("class", mark === undefined ? "" : className(mark)));
    });
  };

  /* textures of the classes, in steps of the outlines */
  Surface.prototype.texture = function (textures) {
    this.svg.querySelectorAll("defs.textures").forEach((defs) => defs.remove());
    root.textured(this.svg, textures, this.svg.viewBox.baseVal.width / 34);
  };

  Surface.prototype.describe = function (sentenceOf) {
    this.paths.forEach((path, index) => path.setAttribute("aria-label", sentenceOf(index)));
  };

  Surface.prototype.point = function (kind, code) {
    const index = this.indexOf.get(code);
    this.marks[kind].setAttribute("d", index === undefined ? "" : this.paths[index].getAttribute("d"));
  };

  Surface.prototype.light = function (mark) {
    const lit = mark === null ? "" : className(mark);
    this.group.classList.toggle("dimmed", Boolean(lit));
    this.group.querySelectorAll(".lit").forEach((path) => path.classList.remove("lit"));
    if (lit) this.group.querySelectorAll("." + lit).forEach((path) => path.classList.add("lit"));
  };

  Surface.prototype.remove = function () {
    this.overlays.forEach((overlay) => overlay.remove());
  };

  root.Surface = Surface;
  root.svgElement = element;
  root.markClass = className;
})((window.Choropleth = window.Choropleth || {}));
