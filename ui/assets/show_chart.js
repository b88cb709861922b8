/* Lines and bars for a hall: few, thick and labelled in letters that the last row can read. */
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const ON_DARK = { "#0b5394": "#7db7f0", "#7a8793": "#c3ccd4", "#b45f06": "#f3a04c" };
  const FEW_POINTS = 9;
  const TICKS = 5;
  /* as the charts of pages have it: a share of the highest value */
  const AROUND_BREAK = 0.06;

  function make(name, parent, text, attributes) {
    const made = parent.appendChild(document.createElement(name));
    if (text !== undefined) made.textContent = text;
    Object.entries(attributes || {}).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  function shape(name, parent, attributes, text) {
    const made = parent.appendChild(document.createElementNS(SVG, name));
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function draw(host, slide, look) {
    host.replaceChildren();
    if (look.mark) make("p", host, look.mark, { class: "hall-mark" });
    if (slide.title) make("h1", host, slide.title);
    if (slide.sentence) make("p", host, slide.sentence, { class: slide.kind === "silence" ? "hall-silence" : "hall-sentence" });
    if (slide.kind === "silence") return;
    if (slide.kind === "lines") legend(host, slide, look);
    else make("p", host, slide.unit, { class: "hall-unit" });
    const plot = make("div", host, undefined, { class: "hall-plot" });
    (slide.breaks || []).forEach((gap) => make("p", host, "┆ " + gap.reason, { class: "hall-break" }));
    if (slide.hall_note) make("p", host, ((slide.dashes || []).length ? "╌ " : "") + slide.hall_note, { class: "hall-break" });
    if (slide.source) make("p", host, slide.source, { class: "hall-source" });
    if (slide.kind === "picture") return finished(plot, slide);
    if (slide.kind === "numbers") return numbers(plot, slide);
    if (slide.kind === "table") return table(plot, slide);
    const size = { width: plot.clientWidth, height: plot.clientHeight };
    const svg = shape("svg", plot, { viewBox: "0 0 " + size.width + " " + size.height, role: "img", "aria-label": slide.title + ". " + slide.sentence });
    const letter = parseFloat(getComputedStyle(svg).fontSize);
    if (slide.kind === "lines") lines(svg, slide, size, look, letter);
    else bars(svg, slide, size, letter);
  }

  /* a chart that was drawn beforehand, on paper of its own in a dark hall too */
  function finished(plot, slide) {
    const address = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(slide.svg);
    make("img", plot, undefined, { class: "hall-picture", src: address, alt: slide.title + ". " + slide.sentence });
  }

  /* the first rows, as many as the hall is high: letters stay nearly as large as elsewhere, and the line below says how many */
  function table(plot, slide) {
    const box = make("table", plot, undefined, { class: "hall-table" });
    const row = (parent, name, cells) => {
      const line = make("tr", parent);
      cells.forEach((text, column) => make(name, line, text, slide.numeric.includes(column) ? { class: "number" } : {}));
    };
    row(make("thead", box), "th", slide.headers);
    const body = make("tbody", box);
    slide.rows.forEach((cells) => row(body, "td", cells));
    const counted = make("p", plot, undefined, { class: "hall-break" });
    const say = () => (counted.textContent = slide.rows.length === slide.count && body.rows.length === slide.count ? "" : slide.counted.replace("#", body.rows.length));
    say();
    const isTooHigh = () => box.offsetHeight + counted.offsetHeight > plot.clientHeight + 1;
    for (let size = 0.95; isTooHigh() && size >= 0.85; size -= 0.05) box.style.fontSize = size + "em";
    while (isTooHigh() && body.rows.length > 1) {
      body.deleteRow(-1);
      say();
    }
  }

  /* numbers as large as the hall allows, each under its name */
  function numbers(plot, slide) {
    const list = make("div", plot, undefined, { class: "hall-numbers" });
    slide.numbers.forEach(([name, text]) => {
      const one = make("div", list);
      make("p", one, name);
      make("p", one, text, { class: "hall-number" });
    });
  }

  /* a hall has no room for the thin lines of former provinces: a sentence says that they are left out */
  const drawn = (slide) => slide.points.filter((point) => !point.thin);

  const colour = (name, look) => (look.dark && ON_DARK[name]) || name;

  function legend(host, slide, look) {
    const list = make("p", host, slide.unit, { class: "hall-unit" });
    const names = new Map(drawn(slide).map((point) => [point.series, point.colour]));
    const named = (text, style, mark) => {
      const item = make("span", list, undefined, { class: "hall-series" });
      make("i", item, undefined, { style: style, class: mark });
      item.append(text);
    };
    names.forEach((name, series) => named(series, "background:" + colour(name, look), ""));
    if ((slide.dashes || []).length) named(slide.dashed, "color:" + colour(slide.dashes[0].colour, look), "hall-dashed-mark");
  }

  /* the highest tick: 1, 2, 2.5 or 5 times a power of ten for each of the steps */
  function tickStep(highest, ticks) {
    const rough = highest / ticks || 1;
    const power = 10 ** Math.floor(Math.log10(rough));
    return [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough);
  }

  function lines(svg, slide, size, look, letter) {
    const number = new Intl.NumberFormat(look.lang);
    const room = { left: letter * 3.4, right: letter * 3, top: letter * 1.6, bottom: letter * 1.9 };
    const all = drawn(slide);
    const years = [...new Set(all.map((point) => point.year))].sort((a, b) => a - b);
    /* as many ticks as there is room for their letters, one above another */
    const ticks = Math.max(2, Math.min(TICKS, Math.floor((size.height - room.top - room.bottom) / (letter * 1.2))));
    const step = tickStep(Math.max(...all.map((point) => point.value)), ticks);
    const top = Math.ceil(Math.max(...all.map((point) => point.value)) / step) * step;
    const span = Math.max(years[years.length - 1] - years[0], 1);
    const x = (year) => room.left + letter * 2.2 + ((size.width - room.left - room.right - letter * 2.2) * (year - years[0])) / span;
    const y = (value) => size.height - room.bottom - ((size.height - room.top - room.bottom) * value) / top;
    for (let value = 0; value <= top + step / 2; value += step) {
      shape("line", svg, { x1: room.left, x2: size.width - room.right / 2, y1: y(value), y2: y(value), class: "hall-grid" });
      shape("text", svg, { x: room.left - letter / 2, y: y(value) + letter / 3, "text-anchor": "end" }, number.format(value));
    }
    let last = -Infinity;
    years.forEach((year) => {
      if (x(year) - last < letter * 3) return;
      last = x(year);
      shape("text", svg, { x: x(year), y: size.height - letter / 3, "text-anchor": "middle" }, year);
    });
    /* of several lines a break is only around its own two points */
    const around = AROUND_BREAK * Math.max(...all.map((point) => point.value));
    const isAlone = new Set(all.map((point) => point.series)).size < 2;
    slide.breaks.forEach((gap) => {
      const [high, low] = isAlone || gap.high === undefined ? [room.top / 2, size.height - room.bottom] : [y(gap.high + around), y(Math.max(gap.low - around, 0))];
      shape("line", svg, { x1: x(gap.year), x2: x(gap.year), y1: Math.max(high, room.top / 2), y2: low, class: "hall-gap" });
    });
    const join = (joined, kind) => {
      const segments = new Map();
      joined.forEach((point) => segments.set(point.segment, [...(segments.get(point.segment) || []), point]));
      segments.forEach((points) => {
        const path = points.map((point, index) => (index ? "L" : "M") + x(point.year) + " " + y(point.value)).join("");
        shape("path", svg, { d: path, class: kind, stroke: colour(points[0].colour, look) });
      });
    };
    join(all, "hall-line");
    join(slide.dashes || [], "hall-line hall-dashed");
    all.forEach((point) => shape("circle", svg, { cx: x(point.year), cy: y(point.value), r: letter / 3.2, fill: colour(point.colour, look) }));
    const written = told(all).map((point) => ({ text: point.text, x: x(point.year), y: y(point.value), colour: colour(point.colour, look) }));
    writeValues(svg, written, all.map((point) => ({ x: x(point.year), y: y(point.value) })), size, letter);
  }

  /* the points whose values are written: the last and the first of each line first, so that they find room */
  function told(all) {
    const series = [...new Set(all.map((point) => point.series))];
    const own = series.map((name) => all.filter((point) => point.series === name));
    const ends = [...own.map((points) => points[points.length - 1]), ...own.map((points) => points[0])];
    const between = own.filter((points) => points.length <= FEW_POINTS).flatMap((points) => points.slice(1, -1));
    return [...new Set([...ends, ...between])];
  }

  /* points along the drawn lines and breaks, close to one another */
  function traced(svg, step) {
    return [...svg.querySelectorAll(".hall-line, .hall-gap")].flatMap((path) => {
      const length = path.getTotalLength();
      return Array.from({ length: Math.ceil(length / step) + 1 }, (_, index) => path.getPointAtLength(Math.min(index * step, length)));
    });
  }

  /* each value where it touches neither another text nor a dot, if it can be no line either; else nowhere */
  function writeValues(svg, values, dots, size, letter) {
    const taken = [...svg.querySelectorAll("text")].map((text) => text.getBBox());
    const around = dots.map((dot) => ({ x: dot.x - letter / 3, y: dot.y - letter / 3, width: letter / 1.5, height: letter / 1.5 }));
    const lines = traced(svg, letter / 4).map(({ x, y }) => ({ x: x, y: y, width: 0, height: 0 }));
    values.forEach((value) => {
      const text = shape("text", svg, { "text-anchor": "middle", class: "hall-value", fill: value.colour }, value.text);
      const half = text.getBBox().width / 2;
      const beside = half + letter * 0.6;
      const places = [[0, -0.6], [0, 1.4], [beside / letter / 1.6, -0.6], [-beside / letter / 1.6, 1.4], [0, -1.7], [0, 2.5], [beside / letter, 0.35], [-beside / letter, 0.35], [beside / letter, -0.6], [-beside / letter, -0.6], [beside / letter, 1.4], [-beside / letter, 1.4]];
      const fits = (avoided) => ([right, down]) => {
        text.setAttribute("x", value.x + right * letter);
        text.setAttribute("y", value.y + down * letter);
        const box = text.getBBox();
        const inside = box.x >= 0 && box.x + box.width <= size.width && box.y >= 0;
        return inside && !avoided.some((other) => touches(box, other));
      };
      if (places.find(fits([...taken, ...around, ...lines])) || places.find(fits([...taken, ...around]))) taken.push(text.getBBox());
      else text.remove();
    });
  }

  const touches = (one, other) =>
    one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

  /* names as wide as they are, at most half of the room; narrower letters rather than a name that is cut */
  function bars(svg, slide, size, letter) {
    const height = size.height / slide.rows.length;
    const names = slide.rows.map((row) => shape("text", svg, { "text-anchor": "end" }, row.label));
    const values = slide.rows.map((row) => shape("text", svg, { class: "hall-value" }, row.text));
    const widths = names.map((name) => name.getComputedTextLength());
    const left = Math.min(Math.max(...widths) + letter, size.width / 2);
    const room = size.width - left - Math.max(...values.map((value) => value.getComputedTextLength())) - letter;
    const widest = Math.max(...slide.rows.map((row) => Math.abs(row.value))) || 1;
    slide.rows.forEach((row, index) => {
      const middle = height * (index + 0.5);
      const width = (room * Math.abs(row.value)) / widest;
      const place = (text, x) => ["x", "y"].forEach((name, axis) => text.setAttribute(name, [x, middle + letter / 3][axis]));
      place(names[index], left - letter / 2);
      if (widths[index] > left - letter / 2) names[index].setAttribute("textLength", left - letter / 2);
      if (widths[index] > left - letter / 2) names[index].setAttribute("lengthAdjust", "spacingAndGlyphs");
      shape("rect", svg, { x: left, y: middle - height * 0.32, width: Math.max(width, 2), height: height * 0.64, fill: slide.colour });
      place(values[index], left + width + letter / 2);
    });
  }

  window.HallChart = { draw: draw };
})();
