"""How sure a rule is: the share of right speakers among its answers, and where to keep silent."""

from __future__ import annotations

# Counted on 84 political articles with known speakers (see `tests/analysis/` for how); rules
# that need another language or a rarer form are set by their nearest kin, lower.
BY_RULE = {
    "transcript": 0.9,
    "cue after": 0.95,
    "cue before": 0.92,
    "cue at end": 0.8,
    "according to": 0.9,
    "for someone": 0.9,
    "law": 0.7,
    "signature": 0.95,
    "colon": 0.85,
    "continued": 0.9,
    "reopened": 0.9,
    "interview": 0.5,
    "reported": 0.9,
    "split": 0.96,
    "judgement": 0.9,
    "governing verb": 0.7,
    "sentence before": 0.75,
    "alone": 0.75,
    "worded after": 0.7,
    "worded before": 0.65,
    "worded according to": 0.6,
}

# Below this the speaker stays unknown: a wrong name is worse than none.
THRESHOLD = 0.5


def confidence(rule: str, sure: float) -> float:
    """A rule's share of right answers, times what resolving the phrase leaves of it."""
    return round(BY_RULE.get(rule, 0.5) * sure, 3)
