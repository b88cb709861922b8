/* Keeps the first picture where the page's own map will be, and takes it away when there will be none. */
(() => {
  const OWN = "iframe[title='streamlit_folium.st_folium']";
  const STANDS = "[data-testid=stApp][data-test-script-state=notRunning] .st-key-header";
  /* there before the frame in it, whose program may still be on its way */
  const PLACE = ".st-key-map-picture, .st-key-front-map";
  const first = document.getElementById("first-picture");
  const page = location.pathname;

  function over(own) {
    const box = own.getBoundingClientRect();
    if (!box.width || !box.height) return;
    Object.assign(first.style, { top: box.top + "px", left: box.left + "px", width: box.width + "px", height: box.height + "px" });
  }

  function follow() {
    if (!first.isConnected) return;
    const own = document.querySelector(OWN);
    if (location.pathname !== page || (document.querySelector(STANDS) && !document.querySelector(PLACE))) first.remove();
    else if (own) over(own);
    setTimeout(follow, 50);
  }

  follow();
})();
