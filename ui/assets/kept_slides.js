/* The visitor's presentation, kept in this browser: every page adds to it, the page of presentations orders it.
   The server learns of it from the address alone. */
(() => {
  "use strict";
  const KEPT = "theo-doi-giam-ngheo.slides";
  const EARLIER = KEPT + ".earlier";
  const PARAMETER = "slides";
  const PLAIN = "__PLAIN__";
  const LONGEST = __LONGEST__;
  const MOST = __MOST__;
  const asked = () => new URLSearchParams(location.search).get(PARAMETER);
  const isPage = () => /\/present\/?$/.test(location.pathname);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const seen = new Set();
  /* what another window changed the presentation to: this one shows it and has nothing to say of it */
  let followed = "";

  function read(name) {
    try {
      const found = JSON.parse(localStorage.getItem(name));
      return found && Array.isArray(found.rows) ? found : null;
    } catch (forbidden) {
      return null;
    }
  }

  function write(name, kept) {
    try {
      if (kept) localStorage.setItem(name, JSON.stringify(kept));
      else localStorage.removeItem(name);
    } catch (forbidden) {
      /* a browser that keeps nothing still has the address */
    }
  }

  function plain(rows) {
    const bytes = new TextEncoder().encode(JSON.stringify(rows));
    const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    return PLAIN + text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  const textOf = (kept) => (kept && kept.rows.length ? kept.text || plain(kept.rows) : "");

  /* no step of the history: nothing was chosen */
  function address(text) {
    const url = new URL(location.href);
    if (text) url.searchParams.set(PARAMETER, text);
    else url.searchParams.delete(PARAMETER);
    history.replaceState(history.state, "", url);
  }

  /* the page's program reads the address again */
  function hand(text) {
    address(text);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  /* before the page's program reads the address for the first time */
  let arrived = isPage() && asked();
  if (isPage() && !arrived && textOf(read(KEPT))) address(textOf(read(KEPT)));

  /* what the page shows: isSure when it came from the address or was just changed, else what is kept goes before */
  function settle(rows, text, isSure) {
    const kept = read(KEPT);
    if (!isPage()) return;
    if (isSure) {
      /* somebody else's presentation came by its address: the visitor's own is not lost */
      if (arrived && kept && kept.rows.length && !same(kept.rows, rows)) write(EARLIER, kept);
      arrived = false;
      if (!followed || asked() !== followed) write(KEPT, { rows: rows, text: text });
      if (text.length > LONGEST) address("");
    } else if (!asked()) {
      if (textOf(kept) && !same(kept.rows, rows)) hand(textOf(kept));
      else if (rows.length && text.length <= LONGEST) hand(text);
    }
    /* an address that holds none leaves what is kept as it is */
    offer(read(EARLIER) || (!isSure && asked() ? kept : null));
  }

  function offer(earlier) {
    const button = document.querySelector(".earlier-slides");
    if (!button) return;
    button.hidden = !textOf(earlier);
    button.onclick = () => {
      write(EARLIER, null);
      hand(textOf(earlier));
    };
  }

  /* one more slide, once: a part of a page may be drawn again */
  function add(row, once) {
    if (seen.has(once)) return;
    seen.add(once);
    const rows = (read(KEPT) || { rows: [] }).rows;
    if (rows.length < MOST) write(KEPT, { rows: [...rows, row], text: "" });
  }

  window.addEventListener("storage", (event) => {
    if (event.key !== KEPT || !isPage()) return;
    const text = textOf(read(KEPT));
    followed = text;
    if (text) hand(text);
    else {
      address("");
      location.reload();
    }
  });

  window.keptSlides = { settle: settle, add: add, text: () => textOf(read(KEPT)) };
})();
