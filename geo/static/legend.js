/* The legend: each class with its colour, bounds and number of areas; the value under the pointer is marked on it. */
(function (root) {
  "use strict";

  function Legend(host, events) {
    this.host = host;
    this.events = events;
    this.rows = new Map();
  }

  Legend.prototype.show = function (frame, words) {
    this.host.replaceChildren();
    this.rows.clear();
    const title = root.make("p", "legend-unit", this.host);
    title.textContent = words.unit;
    const list = root.make("ul", "legend-classes", this.host);
    [...frame.legend].reverse().forEach((line) => this.row(list, line));
    frame.gaps.forEach((gap) => this.row(list, gap));
    if (frame.unmatched.length) this.unmatched(frame.unmatched, words);
    this.mark(null, null);
  };

  Legend.prototype.row = function (list, line) {
    const row = root.make("li", "legend-row", list);
    const swatch = root.make("span", "swatch " + root.markClass(line.mark), row);
    const pointer = root.make("span", "swatch-pointer", swatch);
    root.make("span", "legend-label", row).textContent = line.label;
    root.make("span", "legend-count", row).textContent = line.count;
    row.title = line.meaning;
    row.addEventListener("pointerenter", () => this.events.light(line.mark));
    row.addEventListener("pointerleave", () => this.events.light(null));
    this.rows.set(line.mark, { row: row, pointer: pointer, line: line });
  };

  Legend.prototype.unmatched = function (names, words) {
    const note = root.make("p", "legend-note", this.host);
    /* a function, since replace() reads signs such as $& in a text */
    note.textContent = words.unmatched.replace("{count}", names.length).replace("{names}", () => names.join("; "));
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
