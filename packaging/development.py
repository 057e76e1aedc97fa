"""The development sets: pages as HTML and as plain text in three renderings, each with its gold.

The sets lie in `CUTTINGS_SHARED`/bench/cleaning (default: the folder beside the project). What other programs make
of their pages is kept in the work folder `CUTTINGS_FIT` (default: build/cleaning in the project) by `teach`, which
needs trafilatura and readability-lxml, and by `render`, which needs inscriptis and resiliparse.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MEASURE = Path(os.environ.get("CUTTINGS_SHARED", ROOT.parent / "shared")) / "bench" / "cleaning"
CACHE = Path(os.environ.get("CUTTINGS_FIT", ROOT / "build" / "cleaning"))
RENDERED = {"text": ("-txt-lxml", "-txt-inscriptis", "-txt-resiliparse"), "html": ("-html",)}
SETS = {kind: tuple(f"{name}{ending}" for ending in RENDERED[kind] for name in ("traf", "moz")) for kind in RENDERED}
BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "td", "pre", "blockquote", "div", "ul", "ol", "table")


def archive(page_set: str) -> Path:
    """Where a set's gold is."""
    base, _, rendered = page_set.partition("-")
    return MEASURE / f"{base}-{'html' if rendered == 'html' else 'txt-lxml'}.zip"


def gold(page_set: str) -> list[dict[str, Any]]:
    """What the body of each page of a set is, or must and must not hold."""
    lines = zipfile.ZipFile(archive(page_set)).read("gold.jsonl").decode().splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@cache
def contents(page_set: str) -> dict[str, str]:
    """The pages of a set by name; those not in its archive are as `render` made them."""
    rendered = CACHE / f"{page_set}.jsonl"
    if rendered.exists():
        return {row["id"]: row["text"] for row in map(json.loads, rendered.read_text().splitlines())}
    return dict(_stored(page_set))


def _stored(page_set: str) -> Iterator[tuple[str, str]]:
    if page_set != archive(page_set).stem:
        raise FileNotFoundError(f"no {page_set}: run fit_cleaning.py teach first")
    with zipfile.ZipFile(archive(page_set)) as pages:
        for member in sorted(n for n in pages.namelist() if n.startswith("in/") and not n.endswith("/")):
            yield Path(member).stem, _decoded(pages.read(member))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def teach() -> None:
    """Keep what trafilatura, its precise mode and readability make of every page."""
    import lxml.html
    import readability
    import trafilatura

    def readable(markup: str) -> str:
        root = lxml.html.fromstring(readability.Document(markup).summary())
        lowest = (e for e in root.iter(*BLOCKS) if not any(c.tag in BLOCKS for c in e))
        return "\n".join(re.sub(r"\s+", " ", e.text_content()).strip() for e in lowest)

    teachers = {
        "traf": lambda markup: trafilatura.extract(markup, include_comments=False),
        "prec": lambda markup: trafilatura.extract(markup, include_comments=False, favor_precision=True),
        "read": readable,
    }
    for page_set in SETS["html"]:
        with (CACHE / f"{page_set}.teach.jsonl").open("w") as out:
            for page, markup in contents(page_set).items():
                row = {"id": page}
                for teacher, extract in teachers.items():
                    try:
                        row[teacher] = extract(markup) or ""
                    except Exception:  # a page that a teacher cannot read has no vote of it
                        row[teacher] = ""
                out.write(json.dumps(row) + "\n")


def render() -> None:
    """Keep every page as plain text with indents, bullets and tables, as two programs lay it out."""
    from inscriptis import get_text
    from resiliparse.extract.html2text import extract_plain_text

    programs = {"inscriptis": get_text, "resiliparse": extract_plain_text}
    for page_set in SETS["html"]:
        for name, program in programs.items():
            with (CACHE / f"{page_set.replace('-html', '-txt-' + name)}.jsonl").open("w") as out:
                for page, markup in contents(page_set).items():
                    out.write(json.dumps({"id": page, "text": program(markup)}) + "\n")
