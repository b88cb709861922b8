"""The page shown while a file is made: the place in the line, a bar that moves, and the file's address."""

from __future__ import annotations

from html import escape

from exports.jobs.job import InLine, Running
from vocabulary.words import Words

STYLE = (
    "body{font:18px/1.5 Inter,'Segoe UI','Noto Sans',sans-serif;max-width:40em;margin:3em auto;padding:0 1em;"
    "color:#16212c}progress{width:100%;height:1.4em}h1{font-size:1.4em}"
)
# Each line that comes tells how far the work is by its data: the page runs this one script alone.
SCRIPT = (
    "new MutationObserver(function(found){found.forEach(function(one){one.addedNodes.forEach(function(node){"
    "var told=node.dataset||{};if(told.text===undefined)return;"
    "var bar=document.querySelector('progress');"
    "if(told.share){bar.value=told.share}else{bar.removeAttribute('value')}"
    "document.getElementById('told').textContent=told.text;if(!told.address)return;"
    "var a=document.getElementById('file');a.href=told.address;a.hidden=false;location.href=told.address"
    "})})}).observe(document,{childList:true,subtree:true})"
)


def page_head(title: str, fetch: str, event: InLine | Running, words: Words) -> str:
    """Return the beginning of a page, with a hidden link that its end shows."""
    return (
        f"<!doctype html><html lang='{words.language}'><head><meta charset='utf-8'>"
        f"<title>{escape(title)}</title>"
        f"<meta name='viewport' content='width=device-width'><link rel='icon' href='data:,'>"
        f"<style>{STYLE}</style><script>{SCRIPT}</script></head><body><h1>{escape(title)}</h1>"
        f"<progress max='1' aria-labelledby='told'></progress>"
        f"<p id='told' role='status'>{escape(_told(event, words))}</p>"
        f"<p><a id='file' hidden>{escape(fetch)}</a></p>\n"
    )


def step_line(event: InLine | Running, words: Words) -> str:
    """Return what moves the bar and says how far the work is; a job in the line has no share yet."""
    share = f"{event.share:.4f}" if isinstance(event, Running) else ""
    return f"<i hidden data-share='{share}' data-text='{escape(_told(event, words))}'></i>\n"


def done_line(address: str, sentence: str) -> str:
    """Return the end of a page whose file is at an address."""
    told = f"data-share='1' data-text='{escape(sentence)}' data-address='{escape(address)}'"
    return f"<i hidden {told}></i></body></html>"


def page_of_failure(sentence: str) -> str:
    """Return the end of a page that has no file, with the reason."""
    hidden = "<style>progress,#told{display:none}</style>"
    return f"{hidden}<p role='alert'>{escape(sentence)}</p></body></html>"


def _told(event: InLine | Running, words: Words) -> str:
    if isinstance(event, InLine):
        return words("take_away.in_line", place=event.place)
    return event.sentence or words("take_away.making")
