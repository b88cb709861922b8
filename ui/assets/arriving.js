// Nothing below the header is seen before all of it is there: parts that arrive one by one move those around them.
(() => {
  const LONGEST = 3000;
  const GOES_ON = "[role='progressbar'], [data-testid='stAlert'], [data-testid='stException'], [data-testid='stSpinner']";
  const root = document.documentElement;
  const watching = new MutationObserver(look);
  let waiting = 0;

  function show() {
    watching.disconnect();
    clearTimeout(waiting);
    root.classList.remove("arriving");
  }

  function look() {
    const page = document.querySelector("[data-testid='stMain']");
    const app = document.querySelector("[data-testid='stApp']");
    if (!app || !page || !page.querySelector(".st-key-header")) return;
    // Whatever takes long is seen as far as it is.
    if (!waiting) waiting = setTimeout(show, LONGEST);
    const isDrawn = app.dataset.testScriptState === "notRunning" && !page.querySelector("[data-testid='stSkeleton']");
    if (isDrawn || page.querySelector(GOES_ON)) show();
  }

  root.classList.add("arriving");
  watching.observe(document, {
    attributes: true,
    attributeFilter: ["data-test-script-state"],
    childList: true,
    subtree: true,
  });
})();
