"""What a pattern can begin with."""

from __future__ import annotations

import pytest

from reader.cleaning.beginnings import beginnings


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("Read more", {"Read"}),
        ("(?:Read|See) more", {"Read", "See "}),
        ("(?:Please )?[Ss]end us", {"Plea", "Send", "send"}),
        ("You(?:['’]re| are)? here", {"You'", "You’", "You "}),
        (r"S[íi]g?ue\b.*", {"Sígu", "Síue", "Sigu", "Siue"}),
        (r"a\.b\ c", {"a.b "}),
    ],
)
def test_all_beginnings_are_found(pattern: str, found: set[str]) -> None:
    assert beginnings(pattern, 4) == found


@pytest.mark.parametrize("pattern", ["abc", r"ab\w+", "[^a]bcd", "[a-z]bcd", "a*bcd", "(?:ab|abcd)"])
def test_what_is_not_certain_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="begin"):
        beginnings(pattern, 4)
