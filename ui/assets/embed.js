/* A map in a page of another site: opens what the page's attributes say, and leads to the dashboard. */
(function () {
  "use strict";
  /* The map tells the page around it which area is pointed at; a page of another site may not be spoken to. */
  window.parent = window;
  const told = document.body.dataset;
  Choropleth.alone("map_div", JSON.parse(told.options), JSON.parse(told.wish));
  const link = document.getElementById("open");
  link.style.cssText = "position:fixed;right:8px;top:6px;z-index:3000;padding:1px 6px;background:#fff;font:12.5px/1.4 Inter,'Segoe UI','Noto Sans',sans-serif;color:#0b5394";
})();
