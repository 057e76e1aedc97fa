"""Two texts against each other as a page: what one left out and put in, in one column or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reader.rendering import SERIF, Change, Row, Stretch, Theme, reads_right_to_left


def sheet(theme: Theme) -> str:
    """The style of such a page."""
    families = ", ".join(f"'{family}'" for family in SERIF)
    return f"""
    .words {{ font-family: {families}; font-size: 15px; }} .quiet {{ color: {theme.muted}; }}
    .in {{ color: {theme.accent}; background-color: {theme.accent_soft}; }}
    .out {{ color: {theme.warning}; text-decoration: line-through; }}
    """


def inline(stretches: Sequence[Stretch]) -> str:
    """One column: the second text, with what it left out struck through in its place."""
    text = "".join(part.after or part.before for part in stretches)
    opening = f"<p class='words'{_dir(text)}>"
    parts = []
    for part in stretches:
        if part.change is Change.LEFT_OUT:
            parts.append(f" {_marked('out', part.before.replace(chr(10), ' ¶ ').removesuffix(' ¶ '), '')} ")
        elif part.change is Change.PUT_IN:
            parts.append(_marked("in", part.after, opening))
        else:
            parts.append(_broken(part.after, f"</p>{opening}"))
    return f"{opening}{''.join(parts)}</p>"


def beside(rows: Sequence[Row]) -> str:
    """Two columns: each text as it is, what the other has not marked in it."""
    cells = (f"<tr>{_cell(row, 1, 'out')}<td width='24'></td>{_cell(row, 2, 'in')}</tr>" for row in rows)
    return f"<table width='100%' cellspacing='0' cellpadding='0'>{''.join(cells)}</table>"


def _cell(row: Row, column: int, style: str) -> str:
    parts = []
    for part in row.stretches:
        text = str(part[column])
        if text:
            parts.append(_broken(text, "<br>") if part.change is Change.KEPT else _marked(style, text, ""))
    whole = "".join(str(part[column]) for part in row.stretches)
    words = "".join(parts).removesuffix("<br>")
    return f"<td width='50%' class='words' valign='top' style='padding-bottom: 9px'{_dir(whole)}>{words}</td>"


def _marked(style: str, text: str, opening: str) -> str:
    """Marked words, the blanks round them not; `opening` begins a paragraph, "" stays within one."""
    bare = text.strip()
    if not bare:
        return _broken(text, "<br>")
    ended, begun = (f"</p>{opening}", f"</span></p>{opening}<span class='{style}'>") if opening else ("<br>", "<br>")
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    inner = f"<span class='{style}'>{_broken(bare, begun)}</span>"
    return f"{_broken(before, ended)}{inner}{_broken(after, ended)}"


def _broken(text: str, end: str) -> str:
    """Escaped, with `end` at the end of each paragraph."""
    return escape(text).replace("\n", end)


def _dir(text: str) -> str:
    return " dir='rtl'" if reads_right_to_left(text) else ""
