"""What changed between two wordings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.rendering import Change, changes

_TEXTS = st.lists(st.sampled_from(["we", "have", "“We", "gone,”", "ahead", "the"]), max_size=12).map(" ".join)


def test_a_word_put_for_another_is_shown() -> None:
    assert [(part.change, part.text) for part in changes("“We have gone ahead”", '"We had gone ahead,"')] == [
        (Change.KEPT, '"We'),
        (Change.LEFT_OUT, "have"),
        (Change.PUT_IN, "had"),
        (Change.KEPT, 'gone ahead,"'),
    ]


@given(_TEXTS, _TEXTS)
def test_what_is_kept_and_put_in_is_the_new_wording(before: str, after: str) -> None:
    parts = changes(before, after)
    assert " ".join(part.text for part in parts if part.change is not Change.LEFT_OUT) == after
    assert all(part.change is Change.KEPT for part in changes(after, after))
