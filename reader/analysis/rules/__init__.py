"""The cascade: rules in the order in which they are asked, the surest first.

A rule looks at one quotation of a story and answers with an `Attribution`, or with None. The
first answer counts. One file holds one family of rules.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.analysis.rules import (
    according,
    after,
    before,
    colon,
    copula,
    document,
    following,
    governing,
    signature,
    transcript,
    wording,
)
from reader.analysis.story import Attribution, Story

Rule = Callable[[Story, int], Attribution | None]

CASCADE: tuple[Rule, ...] = (
    transcript.transcript,
    signature.signature,
    after.after,
    before.before,
    after.trailing,
    according.according,
    copula.copula,
    wording.worded,
    following.reopened,
    following.split,
    colon.colon,
    governing.judged,
    document.law,
    governing.governed,
    following.sentence_before,
    following.alone,
)


def attribute(story: Story, number: int) -> Attribution | None:
    """Who answers for a quotation: the first rule that knows."""
    for rule in CASCADE:
        found = rule(story, number)
        if found is not None:
            return found
    return None
