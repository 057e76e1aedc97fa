"""An article as Markdown says what the article says: nothing in it turns into markup."""

import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Article, Dossier, Role
from reader.rendering import article_markdown
from tests.invented import article, dossier

TRAPS = (
    "# no heading",
    "- no item",
    "1. no number",
    "2014. A year",
    "> no quote",
    "*no* _emphasis_ **here**",
    "[no](https://link.example) ![picture](x.png)",
    "<b>no tag</b> &amp; &copy;",
    "`no code` ~~struck~~",
    "    no code",
    "\tno code",
    "--- *** ___",
    "===",
    "back\\slash \\* \\",
    "a_b_c snake_case",
    "| a | b |",
    "[^1]: note",
    "[x]: https://reference.example",
    "term\n: definition",
)
LETTERS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85"), max_size=50
)


def read_back(text: str) -> str:
    """The words that a Markdown reader shows."""
    page = markdown.markdown(text, extensions=["tables", "fenced_code", "footnotes", "def_list"])
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("role", [Role.PARAGRAPH, Role.LIST_ITEM, Role.BLOCK_QUOTE, Role.SUBHEADING])
def test_traps_stay_words(trap: str, role: Role) -> None:
    line = trap.replace("\n", " ")
    written = Dossier(_article([(role, line)]))
    assert read_back(article_markdown(written)).endswith(f"asked {' '.join(line.split())}")


@given(LETTERS)
def test_any_paragraph_stays_its_words(line: str) -> None:
    shown = read_back(article_markdown(Dossier(_article([(Role.PARAGRAPH, line)]))))
    assert shown.endswith(" ".join(f"asked {line}".split()))


@given(st.lists(LETTERS, min_size=1, max_size=4))
def test_titles_and_items_stay_on_their_lines(lines: list[str]) -> None:
    text = article_markdown(Dossier(_article([(Role.LIST_ITEM, line) for line in lines])))
    assert sum(line.startswith("- ") or line == "-" for line in text.splitlines()) == len(lines)


def test_structure_is_kept() -> None:
    text = article_markdown(dossier())
    assert text.startswith("# Harbour council votes")
    assert "\n## A boat that nobody wanted\n" in text
    assert "\n- A fare of 38 kroner, free for those under twelve\n" in text
    assert "\n> A line that is measured" in text
    assert "\n- **Ingrid Solheim** (named): “We have been told" in text
    assert "\n> 1.4 million kroner\n\nAsk the yard" in text


def _article(parts: list[tuple[Role, str]]) -> Article:
    return article(parts=[(Role.PARAGRAPH, "winters. The yard asked"), *parts])
