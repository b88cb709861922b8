/* The speaker's window: what the hall sees, what comes next, the note, the clock. It is a copy of the show's own
   page in a second window, so that it opens without a server; what is pressed in either window moves both. */
(() => {
  "use strict";
  const NAME = "hall-speaker-";
  const CHANNEL = "hall.channel";
  const STARTED = "hall.started";
  const COPY = { width: 1280, height: 720 };
  const SECOND = 1000;
  /* taken before anything is drawn into it; the addresses in it need to know where they lead from */
  const isCopy = window.name === "hall-copy";
  const isOnDisk = !location.origin.startsWith("http");
  const base = isOnDisk ? "" : '<base href="' + location.origin + '/">';
  const source = isCopy ? "" : "<!doctype html>" + document.documentElement.outerHTML.replace("<head>", "<head>" + base);
  const isHere = window.name.startsWith(NAME);

  /* windows of a page that was opened from a disk cannot hear one another by name: each speaks to the other itself */
  function directChannel() {
    const direct = { partner: isHere ? window.opener : null, onmessage: null };
    direct.postMessage = (told) => direct.partner && direct.partner.postMessage({ hall: told }, "*");
    window.addEventListener("message", ({ data, source }) => {
      if (source === direct.partner && data.hall && direct.onmessage) direct.onmessage({ data: data.hall });
    });
    return direct;
  }

  /* kept for this window, so that the show goes on after it was loaded again */
  function kept(name, value) {
    try {
      if (!sessionStorage.getItem(name)) sessionStorage.setItem(name, value);
      return sessionStorage.getItem(name);
    } catch (forbidden) {
      return value;
    }
  }

  const number = isHere ? window.name.slice(NAME.length) : kept(CHANNEL, Date.now() + "-" + Math.random());
  const channel = isOnDisk ? directChannel() : new BroadcastChannel("hall-" + number);
  const started = Number(kept(STARTED, Date.now()));

  /* in the hall's window: tell the other one what is shown, do what it says */
  function answer() {
    const tell = () => channel.postMessage({ state: HallShow.state(), started: started });
    channel.onmessage = ({ data }) => {
      if (data.hello) tell();
      /* the code for a phone is for the speaker, not for the hall */
      if ((data.key || "").toLowerCase() === "r") HallRemote.open((drawn) => channel.postMessage({ remote: drawn }));
      else if (data.key) HallShow.press(data.key);
    };
    HallShow.onChange(tell);
    window.addEventListener("pagehide", () => channel.postMessage({ over: true }));
    tell();
  }

  function open() {
    const address = URL.createObjectURL(new Blob([source], { type: "text/html" }));
    const opened = window.open(address, NAME + number, "popup,width=1280,height=760");
    if (!opened) return HallShow.hint(HallShow.words.no_window);
    channel.partner = opened;
  }

  function make(name, parent, attributes, text) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    if (text !== undefined) made.textContent = text;
    /* a frame takes its name when it comes into the page */
    return parent.appendChild(made);
  }

  function copy(parent, kind, label) {
    const box = make("section", parent, { class: "speaker-" + kind });
    make("h2", box, {}, label);
    const frame = make("iframe", make("div", box, { class: "speaker-frame" }), { name: "hall-copy", title: label, tabindex: "-1", inert: "" });
    frame.width = COPY.width;
    frame.height = COPY.height;
    frame.srcdoc = source;
    const fit = () => (frame.style.transform = "scale(" + Math.min(frame.parentElement.clientWidth / COPY.width, frame.parentElement.clientHeight / COPY.height) + ")");
    new ResizeObserver(fit).observe(frame.parentElement);
    return frame;
  }

  function draw() {
    const { words } = HallShow;
    document.documentElement.className = "speaker";
    document.title = words.speaker;
    document.body.replaceChildren(document.getElementById("phone"));
    const top = make("header", document.body, {});
    const clock = make("time", top, { id: "speaker-clock" });
    const elapsed = make("span", top, { id: "speaker-elapsed" });
    const count = make("strong", top, { id: "speaker-count" });
    const buttons = make("nav", top, {});
    [["PageUp", "previous"], ["PageDown", "next"], ["b", "black"], ["r", "phone"]].forEach(([key, name]) =>
      make("button", buttons, { type: "button" }, words["button_" + name]).addEventListener("click", () => channel.postMessage({ key: key })));
    const said = make("p", document.body, { id: "speaker-state", role: "status" });
    said.hidden = true;
    const main = make("main", document.body, {});
    const now = copy(main, "now", words.now);
    const next = copy(main, "next", words.after);
    const note = make("section", main, { class: "speaker-note" });
    make("h2", note, {}, words.note);
    const written = make("p", note, { id: "speaker-note" });
    follow({ clock: clock, elapsed: elapsed, count: count, said: said, now: now, next: next, note: written });
  }

  function follow(shown) {
    let last = null;
    const say = (text) => {
      shown.said.textContent = text;
      shown.said.hidden = !text;
    };
    const tick = () => {
      shown.clock.textContent = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      shown.elapsed.textContent = HallShow.words.elapsed + " " + lasted(last ? last.started : Date.now());
    };
    const redraw = () => {
      if (!last) return;
      const { state } = last;
      shown.count.textContent = state.slide + 1 + " / " + state.of;
      const after = state.slide + 1 < state.of;
      tellCopy(shown.now, state);
      shown.next.parentElement.classList.toggle("nothing", !after);
      if (after) tellCopy(shown.next, Object.assign({}, state, { slide: state.slide + 1, view: null }));
      shown.note.textContent = HallShow.slides[state.slide].note || HallShow.words.no_note;
      say(state.black ? HallShow.words.is_black : "");
    };
    [shown.now, shown.next].forEach((frame) => frame.addEventListener("load", redraw));
    channel.onmessage = ({ data }) => {
      if (data.over) say(HallShow.words.over);
      if (data.remote) HallRemote.draw(data.remote);
      if (!data.state) return;
      last = data;
      redraw();
      tick();
    };
    window.setInterval(tick, SECOND);
    channel.postMessage({ hello: true });
    document.addEventListener("keydown", sendKey, true);
    tick();
  }

  function sendKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.key === "Tab" || event.key === "F5") return;
    if (event.target.closest("button") && (event.key === " " || event.key === "Enter")) return;
    event.preventDefault();
    const isShown = !document.getElementById("phone").hidden;
    if (isShown && ["r", "escape"].includes(event.key.toLowerCase())) return HallRemote.draw({});
    channel.postMessage({ key: event.key });
  }

  function tellCopy(frame, state) {
    const inside = frame.contentWindow && frame.contentWindow.HallShow;
    if (inside) inside.follow(state);
  }

  function lasted(since) {
    const seconds = Math.max(0, Math.floor((Date.now() - since) / SECOND));
    const two = (count) => String(count).padStart(2, "0");
    return two(Math.floor(seconds / 3600)) + ":" + two(Math.floor(seconds / 60) % 60) + ":" + two(seconds % 60);
  }

  window.HallSpeaker = { isHere: isHere, answer: answer, open: open, draw: draw };
})();
