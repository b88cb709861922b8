/* A picture on a page of its own, without Streamlit around it: the map is made here, and choices stay here. */
(function (root) {
  "use strict";

  /* options: those of the base map; returns the picture once it is asked for by Choropleth.show */
  root.alone = function (host, options, wish) {
    root.tell = function () {};
    const map = L.map(host, options);
    root.show(map, wish);
    return root.picture;
  };

  /* What the visitor chose in a first picture, shown while the page was loading; it makes room once this one stands. */
  root.takeOver = function (picture) {
    const first = firstPicture();
    if (!first) return;
    const before = first.contentWindow.Choropleth && first.contentWindow.Choropleth.picture;
    if (before && before.touched && before.address === picture.address) picture.follow(before.view);
    requestAnimationFrame(() => requestAnimationFrame(() => first.remove()));
  };

  function firstPicture() {
    try {
      return window.parent !== window && window.parent.document.getElementById("first-picture");
    } catch (outside) {
      return null; /* the parent is somebody else's page */
    }
  }
})((window.Choropleth = window.Choropleth || {}));
