/* Streamlit's own words in the language of the page; it knows only English. */
(() => {
  const pairs = __PAIRS__;
  let language = "en";
  let words = new Map();
  const back = new Map(pairs.map(([english, ours]) => [ours, english]));
  const limit = __LIMIT__;
  const limited = new RegExp("^" + limit.replace("$1", "(\\S+)"));
  const ATTRIBUTES = ["aria-label", "placeholder", "title"];

  function spoken(bare) {
    const english = back.get(bare) || bare;
    return words.get(english) || english;
  }

  function said(text) {
    const bare = text.trim();
    if (!bare) return text;
    const ours = spoken(bare);
    if (ours !== bare) return text.replace(bare, () => ours);
    return language === "en" ? text.replace(limited, "$1 per file") : text.replace(/^(\S+) per file/, limit);
  }

  function say(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = said(node.nodeValue);
      if (text !== node.nodeValue) node.nodeValue = text;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || node.closest("[data-testid=stMarkdown], [data-testid=stHtml], table, script, style")) return;
    ATTRIBUTES.forEach((name) => {
      const text = node.getAttribute(name);
      if (!text) return;
      /* what a button of a chart does stands before the title of the chart */
      const [head] = text.split(": ", 1);
      const named = head === text ? said(text) : text.replace(head, () => spoken(head));
      if (named !== text) node.setAttribute(name, named);
    });
    node.childNodes.forEach(say);
  }

  const observer = new MutationObserver((records) => records.forEach((record) => {
    if (record.type === "childList") record.addedNodes.forEach(say);
    else say(record.target);
  }));

  function speak(chosen) {
    language = chosen;
    words = new Map(language === "en" ? [] : pairs);
    say(document.body);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
  }

  window.streamlitWords = { speak };
})();
