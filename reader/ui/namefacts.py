"""What the page of a name says of it, in words and as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reader.library import Name, Profile
from reader.model import EntityType
from reader.rendering import ENTITIES, count_words, moment_words


def summary(profile: Profile) -> str:
    """ "Person, in 34 articles from March 2011 to June 2013, quoted 12 times"."""
    parts = [_kind(profile.name).capitalize(), f"in {count_words(profile.articles, 'article')}"]
    if profile.months:
        first, last = moment_words(profile.months[0][0]), moment_words(profile.months[-1][0])
        parts[-1] += f", {first}" if first == last else f" from {first} to {last}"
    if profile.undated:
        parts.append(f"{profile.undated:,} undated")
    parts.append(f"quoted {count_words(profile.quotations, 'time')}" if profile.quotations else "not quoted")
    return ", ".join(parts)


def _kind(name: Name) -> str:
    return ENTITIES[EntityType(name.kind)][0] if name.kind in {each.value for each in EntityType} else name.kind


def facts_html(profile: Profile) -> str:
    """Forms, names joined and offered, and company; links are `join:`, `out:` and `name:` with a place in each."""
    forms = [f"{escape(form)} <span class='quiet'>{number:,}</span>" for form, number in profile.forms]
    sections = (
        ("Written as", [" · ".join(forms)] if forms else []),
        ("Joined by you", _rows(profile.joined, "out", "take out")),
        ("Perhaps the same", _rows(profile.offers, "join", "join")),
        ("In the same articles", _company(profile)),
    )
    return "".join(_section(title, rows) for title, rows in sections if rows)


def _rows(listed: Sequence[tuple[Name, int]], act: str, words: str) -> list[str]:
    return [
        f"{escape(name.text)} <span class='quiet'>{number:,}</span> &nbsp;<a href='{act}:{place}'>{words}</a>"
        for place, (name, number) in enumerate(listed)
    ]


def _company(profile: Profile) -> list[str]:
    return [
        f"<a href='name:{place}'>{escape(name.text)}</a> <span class='quiet'>{_kind(name)}, {number:,}</span>"
        for place, (name, number) in enumerate(profile.company)
    ]


def _section(title: str, rows: Sequence[str]) -> str:
    body = "".join(f"<div style='margin-bottom: 4px'>{row}</div>" for row in rows)
    return f"<p style='margin-top: 14px; margin-bottom: 4px'><b>{title}</b></p>{body}"
