"""axe-core in the page: which rules of WCAG 2.2 AA a page breaks."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Frame

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """rules => axe.run(document, {
        runOnly: { type: "tag", values: rules }, resultTypes: ["violations"], iframes: false,
    }).then(found => found.violations.map(one => ({
        rule: one.id, impact: one.impact,
        where: one.nodes.map(node => [node.target.join(" "), node.html.slice(0, 200), node.failureSummary]),
    })))"""

# A page whose script has ended is still being put together for a moment: a list without its buttons yet.
UNTIL_STILL = """milliseconds => new Promise(resolve => {
        const still = () => { watching.disconnect(); resolve(); };
        let waiting = setTimeout(still, milliseconds);
        const watching = new MutationObserver(() => {
            clearTimeout(waiting);
            waiting = setTimeout(still, milliseconds);
        });
        watching.observe(document, { subtree: true, childList: true });
    })"""
STILL_MS = 500


def violations(frame: Frame) -> list[dict[str, Any]]:
    """Return the rules that a frame's document breaks, each with its places; frames inside are apart.

    It is asked once nothing in the document has come or gone for a moment.
    """
    frame.evaluate(UNTIL_STILL, STILL_MS)
    frame.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = frame.evaluate(RUN, RULES)
    return found
