/* What a page tells the scripts that stand in every page: in an element of the class "told", whose data say
   what is told, and its value as JSON. So no page has to bring a script of its own, which its policy refuses. */
(() => {
  "use strict";
  const heard = new WeakSet();
  const told = document.getElementsByClassName("told");
  const YEAR = 31536000;

  const BY_NAME = {
    language(language) {
      document.documentElement.lang = language;
      window.streamlitWords.speak(language);
    },
    /* "" takes the place away */
    place(place) {
      if (/^[\w.]*$/.test(place)) document.cookie = `place=${place}; path=/; max-age=${place ? YEAR : 0}; samesite=lax`;
    },
    slides([rows, text, isSure]) {
      window.keptSlides.settle(rows, text, isSure);
    },
    slide([row, once]) {
      window.keptSlides.add(row, once);
    },
  };

  function listen() {
    for (const element of told) {
      if (heard.has(element)) continue;
      heard.add(element);
      BY_NAME[element.dataset.what](JSON.parse(element.dataset.value));
    }
  }

  new MutationObserver(listen).observe(document, { childList: true, subtree: true });
})();
