/* Runs in the page before anything else: when was the click, and when was its last change on the screen?
   It also watches the frames inside the page, where the maps are; all belong to the same server. */
(() => {
  if (window !== window.top) return;
  const WATCHED = "__WATCHED__";
  const ATTRIBUTES = ["class", "fill", "d"];
  const now = () => performance.timeOrigin + performance.now();
  const probe = (window.probe = { waiting: 0 });

  probe.reset = () => Object.assign(probe, { clicked: null, first: null, painted: null, changes: 0 });
  probe.settled = (quiet, longest) => new Promise((resolve, reject) => {
    const asked = now();
    const still = () => probe.changes > 0 && probe.waiting === 0 && now() - probe.painted > quiet;
    const moments = () => ({ origin: performance.timeOrigin, clicked: probe.clicked, first: probe.first, painted: probe.painted });
    const look = () => {
      if (still()) resolve(moments());
      else if (now() - asked > longest) reject(new Error("nothing watched was painted: " + JSON.stringify(probe)));
      else setTimeout(look, 50);
    };
    look();
  });

  function seen() {
    probe.waiting -= 1;
    probe.painted = now();
    probe.first = probe.first || probe.painted;
  }

  function changed() {
    probe.changes += 1;
    probe.waiting += 1;
    requestAnimationFrame(() => requestAnimationFrame(seen));
  }

  const isWatched = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return Boolean(element && element.closest(WATCHED));
  };
  const holdsWatched = (node) =>
    isWatched(node) || (node.nodeType === Node.ELEMENT_NODE && node.querySelector(WATCHED) !== null);
  const matters = (record) => isWatched(record.target) || [...record.addedNodes].some(holdsWatched);

  function watch(page) {
    const everything = { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES };
    new MutationObserver((records) => records.some(matters) && changed()).observe(page, everything);
    page.addEventListener("click", () => (probe.clicked = now()), true);
    if (page.querySelector(WATCHED)) changed();
  }

  /* a frame is watched from the moment its own page has taken the place of the blank one */
  function watchFrame(frame) {
    if (!frame.isConnected) return;
    const inside = frame.contentDocument;
    if (inside && inside.URL !== "about:blank" && inside.documentElement) watch(inside);
    else requestAnimationFrame(() => watchFrame(frame));
  }

  new MutationObserver((records) => records.forEach((record) => record.addedNodes.forEach((node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const frames = node.matches("iframe") ? [node] : node.querySelectorAll("iframe");
    frames.forEach(watchFrame);
  }))).observe(document, { subtree: true, childList: true });

  probe.reset();
  watch(document);
})();
