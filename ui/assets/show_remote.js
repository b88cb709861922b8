/* A phone that turns the slides: the server gives a key for one phone, and tells here what is pressed on it. */
(() => {
  "use strict";
  const KEPT = "hall.remote";
  const ADDRESS = "/present/remote";
  const AGAIN = 2000;
  const PRESSES = { next: "PageDown", previous: "PageUp", black: "b", play: "p" };
  const part = (name) => document.getElementById(name);
  let remote = null;

  const language = () => document.documentElement.lang;

  function keep(found) {
    remote = found;
    try {
      if (found) sessionStorage.setItem(KEPT, JSON.stringify(found));
      else sessionStorage.removeItem(KEPT);
    } catch (forbidden) {
      /* then the phone ends with this page */
    }
  }

  /* the QR code with the address, or the sentence that says why there is none */
  function draw(answer) {
    part("phone").hidden = !answer.sentence;
    if (part("hint")) part("hint").hidden = true;
    part("phone-code").src = answer.square || "data:,";
    part("phone-code").hidden = !answer.square;
    part("phone-address").textContent = answer.url || "";
    part("phone-sentence").textContent = answer.sentence;
  }

  /* one that is joined already makes way for another only when that is asked for twice */
  async function open(drawn = draw) {
    if (!part("phone").hidden) return draw({});
    if (remote && remote.joined && !remote.asked) {
      remote.asked = true;
      return HallShow.hint(HallShow.words.phone_again);
    }
    let answer = { sentence: HallShow.words.no_server };
    try {
      const old = remote ? "&old=" + remote.key + "&secret=" + remote.secret : "";
      const response = await fetch(ADDRESS + "?lang=" + language() + old, { method: "POST" });
      answer = await response.json();
    } catch (gone) {
      /* the sentence says so */
    }
    if (answer.key) {
      keep({ key: answer.key, secret: answer.secret, joined: false });
      remote.drawn = drawn;
      listen(remote);
    }
    drawn(answer);
  }

  /* asks for the presses; each question waits a little at the server, and the next one follows */
  async function listen(one) {
    while (remote === one) {
      const { slide, of } = HallShow.state();
      const told = new URLSearchParams({ secret: one.secret, slide: slide + 1, of: of, title: HallShow.titleOf(slide) });
      try {
        const response = await fetch(ADDRESS + "/" + one.key + "?" + told);
        if (response.status === 404) return keep(null);
        take(await response.json());
      } catch (gone) {
        await new Promise((go) => window.setTimeout(go, AGAIN));
      }
    }
  }

  function take(answer) {
    if (answer.joined && !remote.joined) {
      remote.drawn({});
      keep(Object.assign(remote, { joined: true }));
      HallShow.hint(HallShow.words.phone_joined);
    }
    answer.presses.forEach((name) => PRESSES[name] && HallShow.press(PRESSES[name]));
  }

  /* a page that was loaded again keeps its phone */
  function resume() {
    try {
      const found = JSON.parse(sessionStorage.getItem(KEPT));
      if (!found) return;
      keep(Object.assign(found, { drawn: draw, asked: false }));
      listen(remote);
    } catch (forbidden) {
      /* nothing was kept */
    }
  }

  part("phone").addEventListener("click", () => draw({}));
  window.addEventListener("pagehide", () => remote && navigator.sendBeacon(ADDRESS + "/" + remote.key + "/leave?secret=" + remote.secret));
  window.HallRemote = { open: open, draw: draw, resume: resume };
})();
