"""The samples in seeds/ give exactly what their golden files say; CUTTINGS_GOLDEN=write renews them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.cleaning import clean
from reader.model import Cleaned, CutReason, Record

from .invariants import assert_lossless

GOLDEN = Path(__file__).parent / "golden"
SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))


def readable(cleaned: Cleaned) -> dict[str, Any]:
    """What a person would compare: spacing and offsets left out, they are proved elsewhere."""
    articles = [
        {
            "title": a.title,
            "source": a.source,
            "author": a.author,
            "published": a.published.moment,
            "published_how": a.published.how,
            "published_as_written": a.published.as_written,
            "language": a.language,
            "section": a.section,
            "url": a.url,
            "blocks": [[b.role, a.text[b.start : b.end]] for b in a.blocks],
            "cuts": [[c.reason, c.text] for c in a.cuts if c.reason is not CutReason.SPACING],
        }
        for a in cleaned.articles
    ]
    return {"articles": articles, "leftover": [s.text.strip() for s in cleaned.leftover if s.text.strip()]}


@pytest.mark.parametrize("name", NAMES)
def test_sample(name: str, record: Callable[..., Record]) -> None:
    source = (SEEDS / f"{name}.txt").read_bytes().decode()
    cleaned = clean(record(source))
    assert_lossless(source, cleaned)
    found = json.loads(json.dumps(readable(cleaned)))
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("CUTTINGS_GOLDEN") == "write":
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(golden.read_text("utf-8"))
