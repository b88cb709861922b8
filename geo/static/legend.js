/* The legend: each class with its colour, bounds and number of areas; the value under the pointer is marked on it. */
(function (root) {
  "use strict";

  function Legend(host, events) {
    this.host = host;
    this.events = events;
    this.rows = new Map();
  }

  Legend.prototype.show = function (frame, content) {
    const words = content.words;
    this.textures = content.textures;
    this.host.replaceChildren();
    this.rows.clear();
    const title = root.make("p", "legend-unit", this.host);
    title.textContent = words.unit;
    title.hidden = !words.unit;
    if (frame.square.x) this.square(frame);
    const list = root.make("ul", "legend-classes", this.host);
    if (!frame.square.x) [...frame.legend].reverse().forEach((line) => this.row(list, line));
    if (frame.estimates) {
      this.row(list, frame.estimates);
      /* a sentence among bounds: it must not widen the legend over the map */
      list.lastChild.classList.add("sentence");
    }
    frame.gaps.forEach((gap) => this.row(list, gap));
    if (frame.legend_note) root.make("p", "legend-note", this.host).textContent = frame.legend_note;
    if (frame.unmatched.length) this.unmatched(frame.unmatched, words);
    this.mark(null, null);
  };

  /* two indicators: a square of three by three, the first to the right, the second upwards */
  Legend.prototype.square = function (frame) {
    const sides = frame.square;
    const box = root.make("div", "square", this.host);
    root.make("p", "square-side upwards", box).textContent = sides.y + " →";
    const cells = root.make("ul", "square-cells", box);
    [6, 7, 8, 3, 4, 5, 0, 1, 2].forEach((number) => {
      const line = frame.legend.find((one) => one.mark === String(number));
      const cell = root.make("li", "square-cell " + (line ? root.markClass(line.mark) : ""), cells);
      if (!line) return;
      cell.textContent = line.count;
      cell.title = line.meaning;
      this.lighting(cell, line.mark);
      this.rows.set(line.mark, { row: cell, pointer: root.make("span", "square-pointer", cell), line: line });
    });
    root.make("p", "square-side", box).textContent = sides.x + " →";
  };

  Legend.prototype.lighting = function (row, mark) {
    row.addEventListener("pointerenter", () => this.events.light(mark));
    row.addEventListener("pointerleave", () => this.events.light(null));
  };

  /* a class that has a texture shows it on its swatch as on the map */
  Legend.prototype.textured = function (swatch, mark) {
    const path = /\d/.test(mark) ? this.textures[Number(mark)] : "";
    if (!path) return;
    const svg = root.svgElement("svg", { class: "swatch-texture", "aria-hidden": "true", viewBox: "0 0 30 22" }, swatch);
    const id = "swatch-texture-" + mark;
    root.textured(svg, Object.assign([], { [mark]: path }), 10, "swatch-");
    root.svgElement("rect", { width: 30, height: 22, fill: "url(#" + id + ")" }, svg);
  };

  Legend.prototype.row = function (list, line) {
    const row = root.make("li", "legend-row", list);
    const swatch = root.make("span", "swatch " + root.markClass(line.mark), row);
    this.textured(swatch, line.mark);
    const pointer = root.make("span", "swatch-pointer", swatch);
    root.make("span", "legend-label", row).textContent = line.label;
    root.make("span", "legend-count", row).textContent = line.count;
    row.title = line.meaning;
    this.lighting(row, line.mark);
    this.rows.set(line.mark, { row: row, pointer: pointer, line: line });
  };

  Legend.prototype.unmatched = function (names, words) {
    const note = root.make("p", "legend-note", this.host);
    /* a function, since replace() reads signs such as $& in a text */
    const text = names.length === 1 ? words.unmatched_one : words.unmatched;
    note.textContent = text.replace("{count}", names.length).replace("{names}", () => names.join("; "));
  };

  Legend.prototype.mark = function (mark, value) {
    this.rows.forEach(({ row, pointer, line }, key) => {
      const here = key === mark;
      row.classList.toggle("pointed", here);
      pointer.hidden = !here || value === null;
      if (here && value !== null && line.high > line.low) {
        pointer.style.bottom = (100 * (value - line.low)) / (line.high - line.low) + "%";
      } else if (here) {
        pointer.style.bottom = "50%";
      }
    });
  };

  root.Legend = Legend;
})((window.Choropleth = window.Choropleth || {}));
