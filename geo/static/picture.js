/* The whole picture: title, map, insets, legend, ranking, years and source. Python sends an address and a few
   codes; documents and geometry are fetched once each and kept. Text from data is only ever set as text. */
(function (root) {
  "use strict";
  const fetched = new Map();

  root.make = function (name, className, parent) {
    const made = document.createElement(name);
    made.className = className;
    if (parent) parent.appendChild(made);
    return made;
  };

  function fetchOnce(address) {
    if (!fetched.has(address)) {
      const answer = fetch(address).then(async (response) => {
        const body = await response.json();
        if (!response.ok) throw new Error(body.sentence);
        return body;
      });
      answer.catch(() => fetched.delete(address));
      fetched.set(address, answer);
    }
    return fetched.get(address);
  }

  function Picture(map) {
    this.map = map;
    this.sent = 0;
    this.view = {};
    map.attributionControl.setPrefix(false);
    map.on("zoomstart dragstart", () => (this.moved = this.moved || !this.fitting));
    this.layout(map.getContainer());
    const events = {
      hover: (code, event) => this.hover(code, event),
      select: (code) => this.select(code === this.view.selected ? null : code),
      year: (year, tell) => this.turn(year, tell),
      light: (mark) => this.surface && this.surface.light(mark),
    };
    this.events = events;
    this.legend = new root.Legend(this.parts.legend, events);
    this.ranking = new root.Ranking(this.parts.ranking, events);
    this.timeline = new root.Timeline(this.parts.timeline, events);
    new ResizeObserver(() => this.resized()).observe(this.parts.map);
  }

  Picture.prototype.layout = function (container) {
    const picture = root.make("section", "picture");
    const header = root.make("header", "picture-header", picture);
    const stage = root.make("div", "stage", picture);
    const map = root.make("div", "map-host", stage);
    this.parts = {
      picture: picture,
      title: root.make("h2", "picture-title", header),
      subtitle: root.make("p", "picture-subtitle", header),
      sentence: root.make("p", "picture-sentence", header),
      map: map,
      insets: root.make("div", "insets", map),
      legend: root.make("div", "legend", map),
      ranking: root.make("div", "ranking", stage),
      timeline: root.make("div", "timeline", picture),
      source: root.make("footer", "picture-source", picture),
      tooltip: root.make("div", "area-tooltip", picture),
      alert: root.make("div", "picture-alert", picture),
    };
    this.parts.alert.setAttribute("role", "alert");
    this.parts.alert.hidden = this.parts.tooltip.hidden = true;
    document.body.appendChild(picture);
    map.insertBefore(container, map.firstChild);
  };

  Picture.prototype.show = function (wish) {
    this.wish = wish;
    this.parts.picture.classList.toggle("compact", Boolean(wish.compact));
    fetchOnce(wish.document)
      .then((content) => Promise.all([content, fetchOnce(content.geometry)]))
      .then(([content, geometry]) => wish === this.wish && this.render(content, geometry, wish))
      .catch((error) => wish === this.wish && this.alert(error));
  };

  Picture.prototype.alert = function (error) {
    this.parts.alert.textContent = (error && error.message) || "";
    this.parts.alert.hidden = false;
  };

  Picture.prototype.render = function (content, geometry, wish) {
    this.parts.alert.hidden = true;
    if (this.geometry !== content.geometry) this.lay(content, geometry);
    const fresh = this.address !== wish.document;
    if (fresh) this.adopt(content, geometry, wish.document);
    if (fresh || wish.answered >= this.sent) {
      this.turn(wish.year, false);
      this.point("selected", wish.selected, fresh || wish.selected !== this.view.selected);
    }
    document.documentElement.dataset.painted = wish.document;
  };

  Picture.prototype.lay = function (content, geometry) {
    if (this.surface) this.surface.remove();
    this.geometry = content.geometry;
    this.surface = new root.Surface(this.map, geometry, this.events);
    this.moved = false;
    this.resized();
  };

  /* the whole layer stays in sight until the visitor moves the map */
  Picture.prototype.resized = function () {
    this.map.invalidateSize({ animate: false });
    if (!this.surface || this.moved || !this.parts.map.clientHeight) return;
    const insets = this.parts.insets.offsetWidth;
    const room = { animate: false, paddingTopLeft: [8, 8], paddingBottomRight: [insets + 16, 8] };
    this.fitting = true;
    this.map.fitBounds(this.surface.bounds, room);
    this.fitting = false;
  };

  Picture.prototype.adopt = function (content, geometry, address) {
    this.address = address;
    this.content = Object.assign({ codes: geometry.codes }, content);
    document.documentElement.lang = content.lang;
    content.colours.forEach((colour, index) => document.documentElement.style.setProperty("--class-" + index, colour));
    this.parts.title.textContent = content.title;
    this.surface.svg.setAttribute("aria-label", content.title);
    this.insets(content);
    this.timeline.show(this.content);
    this.resized();
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
    this.view.year = this.frame.year;
    this.surface.paint(this.frame.marks);
    this.parts.subtitle.textContent = this.frame.subtitle;
    this.parts.sentence.textContent = this.frame.sentence;
    this.parts.source.textContent = this.frame.source;
    this.legend.show(this.frame, this.content.words);
    this.timeline.point(this.frame.year);
    if (tell) this.tell();
    window.clearTimeout(this.later);
    this.later = window.setTimeout(() => this.finish(), 0);
  };

  /* what nobody sees at once: the list's rows and the texts for screen readers */
  Picture.prototype.finish = function () {
    if (!this.parts.picture.classList.contains("compact")) this.ranking.show(this.frame, this.content);
    this.ranking.point("selected", this.view.selected, true);
    this.surface.describe((index) => this.describe(index));
    document.documentElement.dataset.described = this.frame.year;
  };

  Picture.prototype.describe = function (index) {
    const value = this.frame.values[index] === null ? this.frame.texts[index] : this.frame.texts[index] + this.content.words.unit_joint;
    return this.content.names[index] + ": " + value + ", " + this.frame.year;
  };

  Picture.prototype.point = function (kind, code, scroll) {
    this.view[kind] = code || null;
    this.surface.point(kind, code);
    this.ranking.point(kind, code, scroll);
  };

  Picture.prototype.select = function (code) {
    this.point("selected", code, false);
    this.tell();
  };

  Picture.prototype.hover = function (code, event) {
    if (!this.frame) return;
    const index = this.surface.indexOf.get(code);
    if (code !== this.view.hovered) this.point("hovered", index === undefined ? null : code, !event && false);
    this.legend.mark(index === undefined ? null : this.frame.marks[index], index === undefined ? null : this.frame.values[index]);
    this.tooltip(index, event);
  };

  Picture.prototype.tooltip = function (index, event) {
    const box = this.parts.tooltip;
    box.hidden = index === undefined;
    if (box.hidden) return;
    box.replaceChildren();
    root.make("strong", "tooltip-name", box).textContent = this.content.names[index];
    const valued = this.frame.values[index] !== null;
    root.make("span", "tooltip-value", box).textContent = this.frame.texts[index] + (valued ? this.content.words.unit_joint : "");
    root.make("span", "tooltip-rank", box).textContent = this.rankLine(index);
    const note = this.frame.notes[index] || "";
    if (note) root.make("span", "tooltip-note", box).textContent = note;
    this.place(box, index, event);
  };

  Picture.prototype.rankLine = function (index) {
    const words = this.content.words;
    const rank = this.frame.ranks[index];
    const parts = [String(this.frame.year)];
    if (rank) parts.push(words.rank.replace("{rank}", rank).replace("{count}", this.frame.order.length));
    if (this.frame.status) parts.push(this.frame.status);
    return parts.join(" · ");
  };

  Picture.prototype.place = function (box, index, event) {
    const target = event || this.middle(index);
    const size = box.getBoundingClientRect();
    const left = Math.min(target.clientX + 16, window.innerWidth - size.width - 8);
    const above = target.clientY + 20 + size.height > window.innerHeight;
    box.style.left = Math.max(left, 4) + "px";
    box.style.top = Math.max(above ? target.clientY - size.height - 12 : target.clientY + 20, 4) + "px";
  };

  Picture.prototype.middle = function (index) {
    const box = this.surface.paths[index].getBoundingClientRect();
    return { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
  };

  Picture.prototype.tell = function () {
    this.sent += 1;
    const properties = { code: this.view.selected || null, year: this.view.year, event: this.sent };
    window.Streamlit.setComponentValue({ last_active_drawing: { type: "Feature", geometry: null, properties: properties } });
  };

  root.show = function (map, wish) {
    root.picture = root.picture || new Picture(map);
    root.picture.show(wish);
    return L.layerGroup();
  };
})((window.Choropleth = window.Choropleth || {}));
