/* The show of a presentation that no address holds: the browser sends it and takes the page's place by the answer. */
(async () => {
  "use strict";
  const say = (sentence) => (document.getElementById("said").textContent = sentence);
  const slides = keptSlides.text();
  if (!slides) return say(SENTENCES.empty);
  try {
    const answer = await fetch(location.pathname + location.search, { method: "POST", body: slides });
    const page = await answer.text();
    document.open();
    document.write(page);
    document.close();
  } catch (gone) {
    say(SENTENCES.unreachable);
  }
})();
