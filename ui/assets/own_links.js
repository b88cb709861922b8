/* A link of a page to itself with other parameters: the page runs again in place of being loaded anew. It is one
   entry of the history, and Streamlit hears of it as it hears of Back. A link that is to open elsewhere does. */
(function () {
  "use strict";
  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='?']");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || event.defaultPrevented) return;
    event.preventDefault();
    if (link.href === location.href) return;
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });
})();
