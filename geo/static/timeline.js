/* The years: chosen by click, arrow keys or play, all in the browser; a change of standard is a visible gap. */
(function (root) {
  "use strict";
  const MILLISECONDS_A_YEAR = 1200;

  function Timeline(host, events) {
    this.host = host;
    this.events = events;
    this.timer = null;
  }

  Timeline.prototype.show = function (picture) {
    this.stop(false);
    this.picture = picture;
    this.host.replaceChildren();
    this.host.hidden = picture.frames.length < 2;
    this.playButton();
    const group = root.make("div", "years", this.host);
    group.setAttribute("role", "radiogroup");
    group.setAttribute("aria-label", picture.words.year);
    group.addEventListener("keydown", (event) => this.key(event));
    this.buttons = picture.frames.map((frame) => this.yearButton(group, frame));
  };

  Timeline.prototype.playButton = function () {
    this.play = root.make("button", "play", this.host);
    this.play.type = "button";
    this.play.addEventListener("click", () => (this.timer === null ? this.start() : this.stop(true)));
    this.label();
  };

  Timeline.prototype.label = function () {
    const words = this.picture.words;
    this.play.textContent = this.timer === null ? "▶ " + words.play : "❚❚ " + words.pause;
  };

  Timeline.prototype.yearButton = function (group, frame) {
    if (frame.break) {
      const gap = root.make("span", "year-break", group);
      gap.textContent = "∕∕";
      gap.title = frame.break;
      gap.setAttribute("role", "img");
      gap.setAttribute("aria-label", frame.break);
    }
    const button = root.make("button", "year", group);
    button.type = "button";
    button.textContent = frame.when;
    button.dataset.year = frame.year;
    button.setAttribute("role", "radio");
    button.addEventListener("click", () => {
      this.stop(false);
      this.events.year(frame.year, true);
    });
    return button;
  };

  Timeline.prototype.point = function (year) {
    this.year = year;
    this.buttons.forEach((button) => {
      const here = Number(button.dataset.year) === year;
      button.classList.toggle("current", here);
      button.setAttribute("aria-checked", here);
      button.tabIndex = here ? 0 : -1;
    });
  };

  Timeline.prototype.key = function (event) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.position();
    const next = this.buttons[Math.min(Math.max(at + step, 0), this.buttons.length - 1)];
    next.focus();
    next.click();
  };

  Timeline.prototype.position = function () {
    return this.picture.frames.findIndex((frame) => frame.year === this.year);
  };

  Timeline.prototype.start = function () {
    const frames = this.picture.frames;
    if (this.position() === frames.length - 1) this.events.year(frames[0].year, false);
    this.timer = window.setInterval(() => this.advance(), MILLISECONDS_A_YEAR);
    this.label();
  };

  Timeline.prototype.advance = function () {
    const frames = this.picture.frames;
    const next = this.position() + 1;
    if (next < frames.length) this.events.year(frames[next].year, false);
    if (next >= frames.length - 1) this.stop(true);
  };

  Timeline.prototype.stop = function (tell) {
    if (this.timer === null) return;
    window.clearInterval(this.timer);
    this.timer = null;
    this.label();
    if (tell) this.events.year(this.year, true);
  };

  root.Timeline = Timeline;
})((window.Choropleth = window.Choropleth || {}));
