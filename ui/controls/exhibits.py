"""Draws an exhibit on a page: title, chart or table, source, and on demand a chart's table and the files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from ui.cached.visit import Visit
from ui.charts.exhibit import Exhibit, FinishedChart
from ui.charts.printed_code import Cited
from ui.charts.slides import OVERVIEW, PART, PATHS
from ui.controls.drawn_charts import draw
from ui.controls.embedding import CHART_ROUTE, EmbedSettings, embed_code
from ui.controls.exhibit_codes import cited_exhibit, exhibit_view, page_path, reopened_sentence, site
from ui.controls.notices import as_plain
from ui.controls.prepared_slides import add_to_presentation
from ui.controls.source_notes import show_sources
from ui.files.exhibit_files import PICTURES, data_csv, data_xlsx, exhibit_picture
from ui.files.exhibit_rows import file_rows
from ui.files.file_links import exhibit_links, exhibit_query
from ui.files.names import exhibit_name
from ui.text.bare_text import JOINED
from ui.text.tables import large_numbers, plain_table

# The name of a chart's selection by click.
PICK = "pick"


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLES = {"xlsx": WORKBOOK, "csv": "text/csv"}
# The same without the line of HXL tags.
BARE, BARE_TABLES = "_bare", {"xlsx": "xlsx_bare", "csv": "csv_bare"}


# Each view of this page has one exhibit, which its own parameters name.
ONE_A_VIEW = "explore"


def show(visit: Visit, exhibit: Exhibit, *, pinned: Mapping[str, str] | None = None) -> None:
    """Draw an exhibit: title with its tools, sentence, chart, the line of sources, and its table on demand.

    ``pinned`` are parameters that a slide of it needs though the address of the page may not have them.
    """
    if not exhibit.is_drawn:
        exhibit_title(exhibit)
        st.html(f"<p class='silence'>{escape(exhibit.silence)}</p>")
        return
    is_table = _head(visit, exhibit, pinned or {})
    say_reopened(visit, exhibit)
    if exhibit.sentence:
        st.html(f"<p class='exhibit-sentence'>{escape(exhibit.sentence)}</p>")
    if exhibit.lead:
        exhibit.lead()
    if exhibit.finished_chart is not None:
        _draw_chart(visit, exhibit, exhibit.finished_chart)
    elif exhibit.on_page is not None:
        exhibit.on_page()
    else:
        _draw_without_chart(visit, exhibit)
    if exhibit.lines is not None:
        for reason in dict.fromkeys(exhibit.lines[1]["reason"]):
            st.caption("┆ " + as_plain(reason))
    show_sources(exhibit.sources)
    if is_table:
        st.html(plain_table(exhibit.title, exhibit.headers, exhibit.table(), exhibit.numeric))


def exhibit_title(exhibit: Exhibit) -> None:
    """Draw the title of an exhibit, and under it place, period and unit."""
    st.html(
        f"<div class='exhibit-title'><h3>{escape(exhibit.title)}</h3>"
        f"<p class='quiet'>{escape(exhibit.subtitle)}</p></div>"
    )


def _head(visit: Visit, exhibit: Exhibit, pinned: Mapping[str, str]) -> bool:
    """Draw the title and, at its right, a row of small tools; say whether the table is wanted."""
    with st.container(horizontal=True, key=f"exhibit-{exhibit.key}", gap="small", wrap=False):
        with st.container(width="stretch"):
            exhibit_title(exhibit)
        with st.container(horizontal=True, width="content", key=f"tools-{exhibit.key}", gap=None):
            is_table = table_tool(visit, exhibit.key) if _has_twin(exhibit) else False
            download_menu(visit, exhibit, pinned)
            _present_tool(visit, exhibit.key, pinned)
    return is_table


def _has_twin(exhibit: Exhibit) -> bool:
    """Say whether there is a table beside what is drawn: not for an exhibit that is drawn as one."""
    return bool(exhibit.headers) and (exhibit.chart is not None or exhibit.on_page is not None)


def _present_tool(visit: Visit, key: str, pinned: Mapping[str, str]) -> None:
    """Draw the button that makes a slide of the exhibit, on every page whose exhibits a show can draw."""
    path = _page()
    if path in PATHS:
        named = {} if path == ONE_A_VIEW else {PART: key}
        add_to_presentation(visit, path, pinned={**pinned, **named}, as_tool=True)


def _page() -> str:
    """Return the page that is drawn, as a slide names it."""
    return page_path().strip("/") or OVERVIEW


def table_tool(visit: Visit, key: str) -> bool:
    """Draw the small button that shows and hides a table; return whether it is shown."""
    state = f"exhibit.{key}.table"
    is_shown = bool(st.session_state.get(state))
    st.button(
        visit.words("exhibit.hide_table" if is_shown else "exhibit.as_table"),
        key=f"{state}.tool",
        icon=":material/table_chart:",
        type="tertiary",
        on_click=_turn,
        args=(state,),
    )
    return is_shown


def _turn(state: str) -> None:
    st.session_state[state] = not st.session_state.get(state)


def _draw_without_chart(visit: Visit, exhibit: Exhibit) -> None:
    """Draw numbers set large, or a table; under it the mark, which a chart has on its picture."""
    if exhibit.numbers:
        st.html(large_numbers(exhibit.numbers))
    else:
        _draw_table(visit, exhibit)
    if visit.mark:
        st.caption(visit.mark)


def _draw_table(visit: Visit, exhibit: Exhibit) -> None:
    """Draw the rows of an exhibit that is a table, and how many of all they are."""
    cells = exhibit.table()
    if len(cells) < exhibit.of_rows:
        st.caption(as_plain(visit.words("targets.first_rows", shown=len(cells), count=exhibit.of_rows)))
    st.html(plain_table("", exhibit.headers, cells, exhibit.numeric))


def _draw_chart(visit: Visit, exhibit: Exhibit, chart: FinishedChart) -> None:
    alt_text = f"{exhibit.title}. {exhibit.subtitle}"
    if exhibit.on_pick is None:
        draw(chart, alt_text, mark=visit.mark)
    else:
        key, on_pick = f"exhibit.{exhibit.key}.chart", exhibit.on_pick
        draw(chart, alt_text, mark=visit.mark, key=key, on_select=lambda: _picked(key, on_pick))


def _picked(key: str, on_pick: Callable[[str], None]) -> None:
    """Tell which mark was clicked; a click beside all of them picks none."""
    picked = st.session_state[key].get("selection", {}).get(PICK, [])
    if picked:
        on_pick(str(picked[0]["code"]))


def say_reopened(visit: Visit, exhibit: Exhibit) -> None:
    """Say of the chart whose code opened the page whether its numbers are still those printed."""
    if sentence := reopened_sentence(visit, exhibit.key, exhibit.data):
        st.info(as_plain(sentence))


def download_menu(visit: Visit, exhibit: Exhibit, pinned: Mapping[str, str]) -> None:
    """Offer the chart and its data as files; none is made before somebody asks for it.

    Pictures are links where an address finds the chart: they are made beside the server.
    """
    words, page = visit.words, _page()
    is_linked = exhibit.chart is not None and page in PATHS
    with st.popover(words("exhibit.take_away"), type="tertiary", icon=":material/download:"):
        if is_linked:
            view = {**exhibit_view(exhibit.key), **pinned}
            st.html(exhibit_links(visit, page, view))
            _line_to_copy(visit, exhibit.title, exhibit_query(visit, page, view))
        for kind in file_kinds(exhibit):
            if is_linked and kind in PICTURES:
                continue
            ending = kind.removesuffix(BARE)
            st.download_button(
                words(f"exhibit.{kind}"),
                file_of(visit, exhibit, kind, pinned),
                file_name=exhibit_name(visit.edition.store, exhibit, st.query_params.to_dict(), ending),
                mime=(PICTURES | TABLES)[ending],
                key=f"exhibit.{exhibit.key}.{kind}",
                on_click="ignore",
            )


def _line_to_copy(visit: Visit, title: str, query: Mapping[str, str]) -> None:
    """Draw the line that shows a chart in a page of another site, where a setting lets any."""
    if EmbedSettings().hosts:
        st.caption(visit.words("embed.code"))
        st.code(embed_code(site(), query, title, CHART_ROUTE), language="html", wrap_lines=True)


def file_kinds(exhibit: Exhibit) -> list[str]:
    """Return the kinds of files of an exhibit: pictures of a chart, its rows with and without HXL tags."""
    pictures = list(PICTURES) if exhibit.chart is not None else []
    # A table as written has no tags.
    tables = list(TABLES) if exhibit.data is None else [one for pair in BARE_TABLES.items() for one in pair]
    return pictures + tables


def file_of(
    visit: Visit, exhibit: Exhibit, kind: str, pinned: Mapping[str, str] | None = None
) -> Callable[[], bytes]:
    """Return what makes a file when somebody asks for it; the view is that of now."""
    ending, has_tags = kind.removesuffix(BARE), not kind.endswith(BARE)
    query = {**exhibit_view(exhibit.key), **(pinned or {})}
    path, where, words = page_path(), site(), visit.words

    def table() -> bytes:
        rows, tags = file_rows(visit, exhibit)
        tags = tags if has_tags else {}
        if ending == "csv":
            return data_csv(rows, tags)
        cited = cited_exhibit(path, query, where, exhibit.data, words)
        return data_xlsx(rows, tags, _about(visit, exhibit, cited), words)

    def picture() -> bytes:
        cited = cited_exhibit(path, query, where, exhibit.data, words)
        return exhibit_picture(exhibit, visit.mark, cited, ending)

    return table if ending in TABLES else picture


def _about(visit: Visit, exhibit: Exhibit, cited: Cited) -> list[tuple[str, str]]:
    """Return what explains a chart's numbers, label by label."""
    words = visit.words
    about = {
        "mark": visit.mark,
        "title": exhibit.title,
        "scope": exhibit.subtitle,
        "sentence": exhibit.sentence,
        "source": exhibit.sources.line,
        "exported": words.date(cited.citation.on),
        "code": cited.citation.printed,
        "address": cited.url,
    }
    pairs = [*about.items(), *(("sources", f"{one.code}{JOINED}{one}") for one in exhibit.sources.every)]
    return [(words(f"take_away.about_{name}"), text) for name, text in pairs if text]
