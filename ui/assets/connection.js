/* Our own sentence when the server is gone, in the language of the page, in place of Streamlit's. */
(() => {
  "use strict";
  const SENTENCES = __SENTENCES__;
  const STATE = "data-test-connection-state";
  const PATIENCE = 1500;
  let wasConnected = false;
  let waiting = null;

  function show(isLost) {
    const page = document.documentElement;
    let box = document.getElementById("connection-lost");
    page.classList.toggle("connection-lost", isLost);
    if (!isLost) return box && box.remove();
    if (!box) {
      box = document.body.appendChild(document.createElement("p"));
      box.id = "connection-lost";
      box.setAttribute("role", "alert");
    }
    box.textContent = SENTENCES[page.lang] || SENTENCES.vi;
  }

  new MutationObserver((records) => {
    const state = records[records.length - 1].target.getAttribute(STATE);
    if (state === "CONNECTED") {
      wasConnected = true;
      window.clearTimeout(waiting);
      waiting = null;
      show(false);
    } else if (wasConnected && waiting === null) {
      waiting = window.setTimeout(() => show(true), PATIENCE);
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: [STATE] });
})();
