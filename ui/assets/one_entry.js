/* One entry of the browser's history for one choice. A page may write its address twice for one: what was
   chosen, then what follows from it, or the page and then its place. What the visitor did not ask for by a click
   or a key since the last entry takes that entry's place, so that Back never lands between two states. */
(function () {
  "use strict";
  const KEYS = new Set(["Enter", " ", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "Delete", "Backspace"]);
  const push = history.pushState.bind(history);
  let asked = false;

  const ask = () => { asked = true; };
  addEventListener("click", (event) => { if (event.isTrusted) ask(); }, true);
  addEventListener("keydown", (event) => { if (event.isTrusted && KEYS.has(event.key)) ask(); }, true);
  addEventListener("popstate", () => { asked = false; }, true);
  /* A choice in the map is made in a frame of its own, which then has the focus. */
  addEventListener("message", (event) => {
    const chosen = event.data && event.data.type === "streamlit:setComponentValue";
    const frame = document.activeElement;
    if (chosen && frame && frame.tagName === "IFRAME" && frame.contentWindow === event.source) ask();
  }, true);

  history.pushState = function (state, title, address) {
    if (asked) push(state, title, address);
    else history.replaceState(state, title, address);
    asked = false;
  };
})();
