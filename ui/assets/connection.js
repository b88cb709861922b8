/* Our own sentence when the server is gone, in the language of the page, in place of Streamlit's. */
(() => {
  "use strict";
  const SENTENCES = __SENTENCES__;
  const STATE = "data-test-connection-state";
  const PATIENCE = 1500;
  const LIVE = "/live";
  let wasConnected = false;
  let isConnected = false;
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
    isConnected = state === "CONNECTED";
    if (isConnected) {
      wasConnected = true;
      window.clearTimeout(waiting);
      waiting = null;
      show(false);
    } else if (wasConnected && waiting === null) {
      waiting = window.setTimeout(() => show(true), PATIENCE);
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: [STATE] });

  /* The socket notices a pulled cable after minutes, the browser at once. On the server's own machine, which
     may be without network, the server answers all the same. */
  async function answers() {
    try {
      return (await fetch(LIVE, { cache: "no-store" })).ok;
    } catch {
      return false;
    }
  }

  window.addEventListener("offline", async () => {
    if (wasConnected && !(await answers()) && !navigator.onLine) show(true);
  });
  window.addEventListener("online", () => {
    if (isConnected) show(false);
  });
})();
