/* The whole picture: title, map, insets, legend, ranking, years and source. Python sends an address and a few
   codes; documents and geometry are fetched once each and kept. Text from data is only ever set as text. */
(function (root) {
  "use strict";
  const fetched = new Map();
  // Milliseconds without another year after which the list and the spoken texts follow the map.
  const REST = 60;
  // Pixels above the country for what stands beside the handle over the merger.
  const CAPTION = 48;
  // Pixels of width from which on the country leaves room for the legend where a handle crosses the map.
  const ROOMY = 520;
  const HOVER = "choropleth-hover";
  const NAME = Math.random();

  root.make = function (name, className, parent) {
    const made = document.createElement(name);
    made.className = className;
    if (parent) parent.appendChild(made);
    return made;
  };

  /* the server's own sentence, where it has one */
  async function refused(response) {
    const body = await response.json().catch(() => ({}));
    throw Object.assign(new Error(response.status), { sentence: body.sentence });
  }

  /* an answer that failed is asked for again at the next request */
  function fetchOnce(address) {
    if (!fetched.has(address)) {
      const answer = fetch(address).then((response) => (response.ok ? response.json() : refused(response)));
      answer.catch(() => fetched.delete(address));
      fetched.set(address, answer);
    }
    return fetched.get(address);
  }

  /* an answer that the page brought along is not asked for */
  root.keep = function (address, answer) {
    fetched.set(address, Promise.resolve(answer));
  };

  /* the units of before the merger stand behind those of the document itself */
  function layersOf(content) {
    return content.before ? [...content.layers, content.before.layer] : content.layers;
  }

  function Picture(map) {
    this.map = map;
    this.sent = 0;
    this.view = {};
    map.attributionControl.setPrefix(false);
    map.on("zoomstart dragstart", () => (this.moved = this.moved || !this.fitting));
    /* the click that ends a drag is none */
    map.on("dragend", () => {
      this.dragged = true;
      window.setTimeout(() => (this.dragged = false), 0);
    });
    this.layout(map.getContainer());
    /* Leaflet focuses the map at the first press; the page around it would scroll away under the pointer */
    map.getContainer().focus = () => HTMLElement.prototype.focus.call(map.getContainer(), { preventScroll: true });
    const events = {
      hover: (code, event) => this.hover(code, event),
      select: (code) => this.dragged || this.select(code === this.selected() ? null : code),
      year: (year, tell) => this.turn(year, tell),
      light: (mark) => [this.surface, this.split && this.split.surface].forEach((drawn) => drawn && drawn.light(mark)),
    };
    this.events = events;
    this.legend = new root.Legend(this.parts.legend, events);
    this.ranking = new root.Ranking(this.parts.ranking, events);
    this.timeline = new root.Timeline(this.parts.timeline, events);
    new ResizeObserver(() => this.resized(false)).observe(this.parts.map);
    /* paper has another width than the window, and no observer is asked before it is drawn */
    window.addEventListener("beforeprint", () => this.printing(true));
    window.addEventListener("afterprint", () => this.printing(false));
    this.listen();
  }

  Picture.prototype.layout = function (container) {
    const picture = root.make("section", "picture");
    const banner = root.make("p", "picture-banner", picture);
    const header = root.make("header", "picture-header", picture);
    const stage = root.make("div", "stage", picture);
    const map = root.make("div", "map-host", stage);
    this.parts = {
      picture: picture,
      banner: banner,
      title: root.make("h2", "picture-title", header),
      subtitle: root.make("p", "picture-subtitle", header),
      sentence: root.make("p", "picture-sentence", header),
      map: map,
      insets: root.make("div", "insets", map),
      legend: root.make("div", "legend", map),
      note: root.make("p", "boundary-note", map),
      ranking: root.make("div", "ranking", stage),
      timeline: root.make("div", "timeline", picture),
      source: root.make("footer", "picture-source", picture),
      tooltip: root.make("div", "area-tooltip", picture),
      alert: root.make("div", "picture-alert", picture),
    };
    this.parts.alert.setAttribute("role", "alert");
    this.parts.alert.hidden = this.parts.tooltip.hidden = banner.hidden = true;
    document.body.appendChild(picture);
    map.insertBefore(container, map.firstChild);
  };

  Picture.prototype.show = function (request) {
    this.request = request;
    this.parts.picture.classList.toggle("compact", Boolean(request.compact));
    this.parts.picture.classList.toggle("beside", Boolean(request.beside));
    fetchOnce(request.document)
      .then((content) => Promise.all([content, ...layersOf(content).map((layer) => fetchOnce(layer.geometry))]))
      .then(([content, ...geometries]) => request === this.request && this.render(content, geometries, request))
      .catch((error) => request === this.request && this.alert(error));
  };

  Picture.prototype.alert = function (error) {
    this.parts.alert.textContent = error.sentence || this.request.unreachable;
    this.parts.alert.hidden = false;
  };

  Picture.prototype.render = function (content, geometries, request) {
    this.parts.alert.hidden = true;
    const fresh = this.address !== request.document;
    if (fresh) this.adopt(content, geometries, request.document);
    this.parts.title.textContent = request.title || content.title;
    if (fresh || request.answered >= this.sent) {
      this.view.selected = request.selected;
      this.view.vintage = request.vintage;
      this.part(request.share);
      this.turn(request.year, false);
    }
    document.documentElement.dataset.painted = request.document;
    if (root.tell === tellStreamlit) root.takeOver(this);
  };

  /* percent of the width at which the handle stands, null for the middle; what names none leaves it where it is */
  Picture.prototype.part = function (percent) {
    if (percent === undefined || percent === this.percent()) return;
    this.share = percent === null ? undefined : percent / 100;
    if (this.split) this.split.clip();
  };

  Picture.prototype.percent = function () {
    return this.content.before && this.share !== undefined ? Math.round(100 * this.share) : null;
  };

  /* goes on where another picture of the same document was left */
  Picture.prototype.follow = function (view) {
    Object.assign(this.view, { selected: view.selected, vintage: view.vintage });
    this.part(view.share);
    this.turn(view.year, true);
  };

  /* draws the areas of a year's units; only a change of units draws anew */
  Picture.prototype.lay = function (layer) {
    this.layer = layer;
    if (this.drawn !== layer.geometry) {
      if (this.surface) this.surface.remove();
      this.drawn = layer.geometry;
      this.surface = new root.Surface(this.map, layer.outlines, this.events);
    }
    if (this.captioned !== this.address + layer.geometry) {
      this.captioned = this.address + layer.geometry;
      this.surface.svg.setAttribute("aria-label", this.content.title);
      this.surface.texture(this.content.textures);
      this.insets(this.content);
      if (this.split) this.split.remove();
      this.split = this.content.before ? new root.Split(this) : null;
    }
    this.parts.note.textContent = layer.note;
    this.parts.note.hidden = !layer.note;
    this.place();
  };

  /* goes to the place of the document when that has changed */
  Picture.prototype.place = function () {
    const place = this.content.place + (this.layer.fit || "");
    if (this.placed === place) return;
    const first = this.placed === undefined;
    this.placed = place;
    this.moved = false;
    this.resized(!first);
  };

  Picture.prototype.printing = function (begins) {
    document.documentElement.classList.toggle("printing", begins);
    this.resized(false);
  };

  /* the whole layer stays in sight until the visitor moves the map */
  Picture.prototype.resized = function (fly) {
    /* Leaflet would move the middle by half a pixel at each odd change of the size */
    const middle = this.map.getCenter();
    const size = this.map.getSize();
    this.map.invalidateSize({ animate: false, pan: false });
    if (this.moved && !size.equals(this.map.getSize())) this.map.setView(middle, this.map.getZoom(), { reset: true });
    if (!this.surface || this.moved || !this.parts.map.clientHeight) return;
    const insets = this.parts.insets.offsetWidth;
    const bounds = this.layer.fit || this.surface.bounds;
    const legend = this.beside(bounds, insets) ? this.parts.legend.offsetWidth + 8 : 0;
    const room = { animate: false, paddingTopLeft: [legend + 8, this.content.before ? CAPTION : 8], paddingBottomRight: [insets + 16, 8] };
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.fitting = true;
    if (fly === true && !still) this.map.flyToBounds(bounds, Object.assign(room, { animate: true, duration: 0.6 }));
    else this.map.fitBounds(bounds, room);
    window.setTimeout(() => (this.fitting = false), fly === true ? 900 : 0);
  };

  /* whether the legend stands beside what is shown: always beside a place, beside the country where that makes it no smaller */
  Picture.prototype.beside = function (bounds, insets) {
    const size = this.map.getSize();
    const legend = this.parts.legend;
    // On a phone it is below the map; in the hall it is in a rail of its own.
    if (legend.parentNode === this.parts.map && window.getComputedStyle(legend).position === "static") return false;
    if (this.layer.fit || this.content.place || (this.content.before && size.x > ROOMY)) return true;
    const whole = L.latLngBounds(bounds);
    const corner = this.map.project(whole.getSouthEast(), 0).subtract(this.map.project(whole.getNorthWest(), 0));
    const free = size.x - insets - this.parts.legend.offsetWidth - 32;
    return free >= ((size.y - 16) * corner.x) / corner.y;
  };

  Picture.prototype.adopt = function (content, geometries, address) {
    this.address = address;
    this.content = content;
    layersOf(content).forEach((layer, index) => Object.assign(layer, { outlines: geometries[index], codes: geometries[index].codes }));
    this.parts.banner.textContent = content.banner;
    this.parts.banner.hidden = !content.banner;
    document.documentElement.lang = content.lang;
    const style = document.documentElement.style;
    content.colours.forEach((colour, index) => {
      style.setProperty("--class-" + index, colour);
      if (content.textures[index]) style.setProperty("--fill-" + index, "url(#texture-" + index + ")");
      else style.removeProperty("--fill-" + index);
    });
    this.timeline.show(this.content);
  };

  Picture.prototype.insets = function (content) {
    this.parts.insets.replaceChildren();
    this.surface.islands.forEach((island) => {
      const box = root.make("figure", "inset", this.parts.insets);
      box.appendChild(island.inset);
      island.inset.setAttribute("aria-label", content.archipelagos[island.archipelago]);
      root.make("figcaption", "inset-name", box).textContent = content.archipelagos[island.archipelago];
    });
  };

  Picture.prototype.turn = function (year, tell) {
    const frames = this.content.frames;
    this.frame = frames.find((frame) => frame.year === year) || frames[frames.length - 1];
    if (!this.frame) return this.alert({ sentence: this.content.words.nothing });
    this.view.year = this.frame.year;
    this.lay(this.content.layers[this.frame.layer]);
    this.surface.paint(this.frame.marks, this.frame.estimates ? this.frame.estimates.areas : []);
    this.surface.point("selected", this.selected());
    this.told = this.split ? this.split.turn(frames.indexOf(this.frame)) : this.frame;
    this.parts.subtitle.textContent = this.told.subtitle;
    this.parts.sentence.textContent = this.told.sentence;
    this.parts.source.textContent = this.frame.source;
    this.legend.show(this.told, this.content);
    this.timeline.point(this.frame.year);
    if (tell) this.tell();
    if (root.turned) root.turned(this);
    window.clearTimeout(this.later);
    this.later = window.setTimeout(() => this.finish(), REST);
  };

  /* what nobody sees at once: the list's rows and the texts for screen readers */
  Picture.prototype.finish = function () {
    if (!this.parts.picture.classList.contains("compact")) this.ranking.show(this.frame, this.layer, this.content.words);
    this.ranking.point("selected", this.selected(), true);
    this.surface.describe((index) => this.describe(index));
    if (this.split) this.split.surface.describe((index) => this.describe(index, this.split));
    /* folium forbids to enlarge the page by two fingers */
    document.querySelectorAll("meta[name=viewport]").forEach((view) => (view.content = "width=device-width, initial-scale=1"));
    document.documentElement.dataset.described = this.frame.year;
  };

  /* of: what is drawn of before the merger, else this picture */
  Picture.prototype.describe = function (index, of) {
    const side = of || this;
    const label = side.layer.names[index] + ": " + this.valueText(index, side) + ", " + side.frame.when;
    const note = this.content.notes_are_told ? side.frame.notes[index] : "";
    return note ? label + ". " + note : label;
  };

  /* a number or a range with its unit; a gap in words has none */
  Picture.prototype.valueText = function (index, of) {
    const text = (of || this).frame.texts[index];
    return /\d/.test(text) ? text + this.content.words.unit_joint : text;
  };

  /* a code names an area only together with its vintage */
  Picture.prototype.selected = function () {
    return this.view.vintage === this.layer.vintage ? this.view.selected : null;
  };

  Picture.prototype.point = function (kind, code, scroll) {
    this.view[kind] = code || null;
    this.surface.point(kind, code);
    if (this.split) this.split.point(kind, code);
    this.ranking.point(kind, code, scroll);
  };

  Picture.prototype.select = function (code) {
    this.view.vintage = this.layer.vintage;
    this.point("selected", code, false);
    this.tell();
  };

  Picture.prototype.hover = function (code, event) {
    if (!this.frame) return;
    const index = this.surface.indexOf.get(code);
    if (code !== this.view.hovered) {
      this.point("hovered", index === undefined ? null : code, !event && false);
      this.whisper(index === undefined ? null : code);
    }
    this.legend.mark(index === undefined ? null : this.frame.marks[index], index === undefined ? null : this.frame.values[index]);
    this.tooltip(index, event);
  };

  /* another picture on the page that draws the same areas marks the one under the pointer too */
  Picture.prototype.whisper = function (code) {
    const detail = { picture: NAME, drawn: this.drawn, code: code };
    window.parent.dispatchEvent(new window.parent.CustomEvent(HOVER, { detail: detail }));
  };

  Picture.prototype.listen = function () {
    const heard = (event) => {
      if (event.detail.picture === NAME || !this.surface) return;
      const known = event.detail.drawn === this.drawn && this.surface.indexOf.has(event.detail.code);
      const index = known ? this.surface.indexOf.get(event.detail.code) : undefined;
      this.point("hovered", known ? event.detail.code : null, false);
      this.legend.mark(known ? this.frame.marks[index] : null, known ? this.frame.values[index] : null);
      this.tooltip(index);
    };
    window.parent.addEventListener(HOVER, heard);
    window.addEventListener("pagehide", () => window.parent.removeEventListener(HOVER, heard));
  };

  Picture.prototype.tooltip = function (index, event, of) {
    const side = of || this;
    const box = this.parts.tooltip;
    box.hidden = index === undefined;
    if (box.hidden) return;
    box.replaceChildren();
    root.make("strong", "tooltip-name", box).textContent = side.layer.names[index];
    root.make("span", "tooltip-value", box).textContent = this.valueText(index, side);
    root.make("span", "tooltip-rank", box).textContent = this.rankLine(index, side);
    const note = (side.told || side.frame).notes[index] || "";
    if (note) root.make("span", "tooltip-note", box).textContent = note;
    this.moveTooltip(box, event || middle(side.surface.paths[index]));
  };

  Picture.prototype.rankLine = function (index, of) {
    const words = this.content.words;
    const frame = (of || this).frame;
    const rank = frame.ranks[index];
    const parts = [frame.when];
    if (rank) parts.push(words.rank.replace("{rank}", rank).replace("{count}", frame.order.length));
    if (frame.status && /\d/.test(frame.marks[index])) parts.push(frame.status);
    return parts.join(" · ");
  };

  Picture.prototype.moveTooltip = function (box, target) {
    const size = box.getBoundingClientRect();
    const left = Math.min(target.clientX + 16, window.innerWidth - size.width - 8);
    const above = target.clientY + 20 + size.height > window.innerHeight;
    box.style.left = Math.max(left, 4) + "px";
    box.style.top = Math.max(above ? target.clientY - size.height - 12 : target.clientY + 20, 4) + "px";
  };

  function middle(path) {
    const box = path.getBoundingClientRect();
    return { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
  }

  Picture.prototype.tell = function () {
    this.sent += 1;
    this.touched = true;
    this.view.share = this.percent();
    const properties = { code: this.selected() || null, vintage: this.layer.vintage, year: this.view.year, event: this.sent, share: this.view.share };
    root.tell(properties);
  };

  function tellStreamlit(properties) {
    window.Streamlit.setComponentValue({ last_active_drawing: { type: "Feature", geometry: null, properties: properties } });
  }

  root.tell = tellStreamlit;

  root.show = function (map, request) {
    root.picture = root.picture || new Picture(map);
    root.picture.show(request);
    return L.layerGroup();
  };
})((window.Choropleth = window.Choropleth || {}));
