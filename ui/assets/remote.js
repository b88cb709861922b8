/* The phone: sends what is pressed, and asks now and then which slide is in the hall. */
(() => {
  "use strict";
  const SECOND = 1000;
  const part = (name) => document.getElementById(name);

  function say(sentence) {
    part("said").textContent = sentence;
    part("said").hidden = !sentence;
  }

  async function ask(path, options) {
    try {
      const response = await fetch(location.pathname + path + location.search, options);
      const answer = await response.json();
      if (!response.ok) {
        say(answer.sentence || SENTENCES.ended);
        return response.status < 500;
      }
      say("");
      part("slide").textContent = answer.count ? answer.slide + " / " + answer.count : "–";
      part("title").textContent = answer.title;
    } catch (gone) {
      say(SENTENCES.lost);
    }
    return false;
  }

  document.querySelectorAll("button").forEach((button) =>
    button.addEventListener("click", () => ask("/press/" + button.dataset.press, { method: "POST" })));

  (async () => {
    while (!(await ask("/state"))) await new Promise((go) => window.setTimeout(go, SECOND));
  })();
})();
