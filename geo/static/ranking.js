/* The ranked list beside the map; hovering or choosing a row is hovering or choosing the area, and back. */
(function (root) {
  "use strict";
  const FIRST_ROWS = 100;

  function Ranking(host, events) {
    this.host = host;
    this.events = events;
    this.rows = new Map();
    this.whole = false;
  }

  Ranking.prototype.show = function (frame, layer, words) {
    this.last = [frame, layer, words];
    this.rows.clear();
    this.host.replaceChildren();
    // A heading over no row would promise an order that is not there; the picture says why there is none.
    if (!frame.order.length) return;
    root.make("h3", "ranking-title", this.host).textContent = words.ranking;
    const list = root.make("ol", "ranking-rows", this.host);
    const shown = this.whole ? frame.order : frame.order.slice(0, FIRST_ROWS);
    const widest = Math.max(...frame.order.map((index) => Math.abs(frame.values[index])), 0) || 1;
    shown.forEach((index) => this.row(list, index, frame, layer, widest));
    if (shown.length < frame.order.length) this.more(words);
  };

  Ranking.prototype.row = function (list, index, frame, layer, widest) {
    const code = layer.codes[index];
    const item = root.make("li", "ranking-row", list);
    const button = root.make("button", "ranking-button", item);
    button.type = "button";
    button.dataset.rowCode = code;
    root.make("span", "ranking-rank", button).textContent = frame.ranks[index];
    root.make("span", "ranking-name", button).textContent = layer.names[index];
    const bar = root.make("span", "ranking-bar", button);
    const fill = root.make("span", "ranking-fill " + root.markClass(frame.marks[index]), bar);
    fill.style.width = (100 * Math.abs(frame.values[index])) / widest + "%";
    root.make("span", "ranking-value", button).textContent = frame.texts[index];
    button.addEventListener("pointerenter", () => this.events.hover(code));
    button.addEventListener("pointerleave", () => this.events.hover(null));
    button.addEventListener("focus", () => this.events.hover(code));
    button.addEventListener("blur", () => this.events.hover(null));
    button.addEventListener("click", () => this.events.select(code));
    this.rows.set(code, button);
  };

  Ranking.prototype.more = function (words) {
    const button = root.make("button", "ranking-more", this.host);
    button.type = "button";
    button.textContent = words.whole_ranking;
    button.addEventListener("click", () => {
      this.whole = true;
      this.show(...this.last);
    });
  };

  Ranking.prototype.point = function (kind, code, scroll) {
    this.rows.forEach((button, key) => {
      button.classList.toggle(kind, key === code);
      if (kind === "selected") button.setAttribute("aria-pressed", key === code);
    });
    const row = this.rows.get(code);
    if (row && scroll) {
      const list = row.closest(".ranking-rows");
      list.scrollTop = row.offsetTop - list.offsetTop - list.clientHeight / 2;
    }
  };

  root.Ranking = Ranking;
})((window.Choropleth = window.Choropleth || {}));
