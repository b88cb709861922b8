"""No page, no section and no exhibit shows a figure without naming every source that it rests on."""

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage
from tests.pages.sources.sections import Section, sections_of
from tests.pages.walked_charts import EARNED, INCOME, LACKS, ONE, SMALL
from ui.cached.editions import Edition
from ui.charts.exhibit import Exhibit
from ui.controls.site import SITE
from ui.text.source_citation import codes_by_row
from vocabulary.catalogues import LANGUAGES
from vocabulary.words import Words

HOA_BINH, LAC_SON = "place=v2008.province.17", "place=v2008.district.157"
AREA = ("poverty", "deprivation", "money", "results", "territory", "figures")
FUNDING = ("stages", "flow", "absorption", "need", "whatif", "items")
TOPICS = ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "credit", "wider", "overlap", "bottleneck")
# Page → the addresses under which its sections are looked at, in the published and the demonstration store.
VIEWS: Mapping[str, tuple[str, ...]] = {
    "overview": ("", "place=v2025.province.25", "store=demo"),
    "map": ("", "look=today&estimates=1&area=25", "store=demo&area=20"),
    "area": (
        "",
        "place=v2025.province.25",
        *(f"{HOA_BINH}&view={view}" for view in AREA),
        *(f"{place}&view={view}" for place in (LAC_SON, SMALL) for view in ("poverty", "results", "figures")),
        f"{SMALL}&view=deprivation",
    ),
    "explore": (
        "",
        *(f"part=one&view={view}&{INCOME}" for view in (*ONE, "map", "change", "table")),
        *(f"part=two&view={view}&{INCOME}&{EARNED}&area=11" for view in ("scatter", "bivariate")),
        *(f"{LACKS}&view={view}" for view in ("profile", "heat", "index", "leading")),
    ),
    "funding": (
        *(f"{SMALL}&view={view}" for view in FUNDING),
        *(f"view={view}" for view in ("stages", "items")),
    ),
    "outcomes": (*(f"{SMALL}&topic={topic}" for topic in TOPICS), "topic=credit", "topic=P2"),
    "targets": ("", SMALL),
    "flows": (SMALL, HOA_BINH),
    "quality": ("", "store=demo"),
    "sources": ("", "store=demo"),
    "present": ("",),
    "tour": ("",),
    "data": ("",),
}
# Key of a section's title → why its digits are no figures of a source.
EXCEPTIONS: Mapping[str, Mapping[str, str]] = {
    "quality": {
        "quality.completeness": "counts rows of the store",
        "quality.denominators": "sets figures against each other; each is shown with its source on its page",
        "quality.missing_areas": "counts rows of the store",
        "missing.title": "counts reports and days",
        "reports.section": "counts reports and days; its map names the ledger that they are counted in",
        "quality.parts": "sets figures against their sum; each is shown with its source on its area's page",
        "quality.overspent": "points at amounts shown with their source on the funding page",
        "quality.timeliness": "counts files and days",
        "quality.review_years": "counts rows of the store and names the decisions that are missing",
        "quality.sources": "counts the figures of each source, which it names",
    },
    "sources": {
        "sources.method": "errors of estimates, reckoned here from figures that the explorer shows",
        "sources.residuals": "errors of estimates, reckoned here from figures that the explorer shows",
        "sources.standards": "years in force, each beside its decision",
        "sources.documents": "the sources themselves",
    },
    "data": {"": "a ledger of files and a log of changes: who sent what when"},
}

# Checks of the quality page that name the sources of what they found.
NAMED = {"rules", "outliers"}


def test_every_page_is_looked_at() -> None:
    assert VIEWS.keys() == {page.key for page in SITE}


def excepted(key: str, section: Section, words: Words) -> bool:
    reasons = EXCEPTIONS.get(key, {})
    titles = {words(name, count=0, places=0).partition("0")[0].strip() if name else "" for name in reasons}
    return "" in titles or any(title and section.title.startswith(title) for title in titles)


class Walk:
    """Opens the views of a page one after the other in one script; keeps the exhibits of the last one."""

    def __init__(self, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str, language: str) -> None:
        self.key, self.words, self.exhibits = key, Words(language), list[Exhibit]()
        self._open = open_page
        self._page: AppTest | None = None
        monkeypatch.setattr(
            "ui.controls.exhibits.download_menu", lambda _, exhibit, __: self.exhibits.append(exhibit)
        )

    def _offered(self, _: object, exhibit: Exhibit) -> None:
        self.exhibits.append(exhibit)

    def sections(self, query: str) -> list[Section]:
        """Return the sections of a view that show figures."""
        self.exhibits.clear()
        requested = {"lang": self.words.language, **dict(parse_qsl(query))}
        if self._page is None:
            self._page = self._open(self.key, **requested)
        else:
            self._page.query_params.clear()
            self._page.query_params.update(requested)
            self._page.run()
        assert [element.value for element in self._page.exception] == []
        return [section for section in sections_of(self._page) if section.shows]

    def views(self) -> Iterator[tuple[str, list[Section]]]:
        for query in VIEWS[self.key]:
            yield query, self.sections(query)


def unsourced(walk: Walk, sections: list[Section]) -> list[str]:
    """Return the titles of the sections that show figures without a source, exceptions left out."""
    return [
        f"{section.title}: {', '.join(section.shows)}"
        for section in sections
        if section.lacks_sources and not excepted(walk.key, section, walk.words)
    ]


def unnamed(exhibit: Exhibit) -> set[str]:
    """Return the codes that an exhibit's data name by row and its line does not."""
    named = () if exhibit.data is None else codes_by_row(exhibit.data)
    return {code for row in named for code in row} - set(exhibit.sources.codes)


def is_held(key: str, exhibit: Exhibit) -> bool:
    """Whether an exhibit has to name sources: on a page with exceptions those that show figures."""
    return (
        key not in EXCEPTIONS or bool(exhibit.sources.every) or (exhibit.key in NAMED and exhibit.of_rows > 0)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", VIEWS)
def test_a_page_names_the_source_of_every_figure(
    small_country: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str, language: str
) -> None:
    walk, faults = Walk(open_page, monkeypatch, key, language), []
    for query, sections in walk.views():
        faults += [f"{query}: {title}" for title in unsourced(walk, sections)]
        # Most checks of the quality page name no source; the exceptions say why.
        shown = [one for one in walk.exhibits if is_held(key, one)]
        faults += [f"{query}: {one.key}" for one in shown if not one.sources.every or unnamed(one)]
    assert faults == []


@pytest.mark.parametrize(
    ("key", "query"),
    [
        ("area", HOA_BINH),
        ("overview", ""),
        ("targets", ""),
        ("flows", SMALL),
        ("funding", f"{SMALL}&view=whatif"),
    ],
)
def test_a_source_line_that_is_taken_out_is_found(
    small_country: Edition, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, key: str, query: str
) -> None:
    monkeypatch.setattr("ui.controls.source_notes.sources_html", lambda _: "<p></p>")
    walk = Walk(open_page, monkeypatch, key, "vi")
    assert unsourced(walk, walk.sections(query))
