"""Labels: how a date is known, why something was cut, what a mark is; one wording for window and exports."""

from __future__ import annotations

import re

from reader.model import CutReason, DateOrigin, EntityType, PublishedDate, Quote, QuoteKind, SpeakerClass

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)

# (one, several) of each
ENTITIES = {
    EntityType.PERSON: ("person", "people"),
    EntityType.ORGANISATION: ("organisation", "organisations"),
    EntityType.PLACE: ("place", "places"),
    EntityType.GROUP: ("group", "groups"),
    EntityType.EVENT: ("event", "events"),
    EntityType.WORK: ("work", "works"),
    EntityType.LAW: ("law", "laws"),
    EntityType.OTHER: ("other name", "other names"),
}

SPEAKERS = {
    SpeakerClass.NAMED: "named",
    SpeakerClass.ANONYMOUS: "anonymous",
    SpeakerClass.INSTITUTION: "institution",
}

QUOTES = {
    QuoteKind.DIRECT: "quoted word for word",
    QuoteKind.DOCUMENT: "quoted from a text",
    QuoteKind.INDIRECT: "reported, not word for word",
}

REASONS = {
    CutReason.HEADLINE: "headline",
    CutReason.SOURCE: "source line",
    CutReason.TIME: "time line",
    CutReason.BYLINE: "byline",
    CutReason.SECTION: "section label",
    CutReason.CAPTION: "picture caption",
    CutReason.CREDIT: "credit",
    CutReason.ADVERT: "advertisement",
    CutReason.NAVIGATION: "navigation",
    CutReason.TEASER: "teaser of another story",
    CutReason.COMMENT: "readers’ comments",
    CutReason.SHARE: "share buttons",
    CutReason.PROMOTION: "promotion",
    CutReason.SIGN_OFF: "sign-off",
    CutReason.REPEAT: "repeated line",
    CutReason.RECURRING: "line that other pages have too",
    CutReason.LEGAL: "legal notice",
    CutReason.ORNAMENT: "ornament",
    CutReason.SPACING: "spacing",
    CutReason.HYPHENATION: "hyphen at a line’s end",
    CutReason.ENCODING: "broken encoding",
    CutReason.CONTROL: "control characters",
    CutReason.USER: "removed by you",
}

ORIGINS = {
    DateOrigin.STATED: "stated in the source",
    DateOrigin.RELATIVE: "reckoned from a relative time",
    DateOrigin.URL: "read from the address",
    DateOrigin.SENT: "when the message was sent",
    DateOrigin.CRAWL: "when the page was collected, not when it was published",
    DateOrigin.SAVED: "when the page was saved, not when it was published",
    DateOrigin.FILE: "the file’s own date, not the day of publication",
}

AGAINST = {"file": "the file’s date", "user": "the date that you set"}

# Origins that say when somebody kept a copy: never shown as publication.
_KEPT = {DateOrigin.CRAWL: "collected", DateOrigin.SAVED: "saved", DateOrigin.FILE: "file dated"}

_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\d\d(?::\d\d){0,2})(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?"
)


def moment_words(moment: str) -> str:
    """`2011-03-07T10:05:00+01:00` as "7 March 2011, 10:05 +01:00"; what is not such a moment, as it is."""
    match = _MOMENT.fullmatch(moment)
    if match is None or not 1 <= int(match["month"] or 1) <= 12:
        return moment
    day = str(int(match["day"])) if match["day"] else ""
    month = MONTHS[int(match["month"]) - 1] if match["month"] else ""
    date = " ".join(part for part in (day, month, match["year"]) if part)
    return f"{date}, {_clock(match['time'])}{_zone(match['zone'])}" if match["time"] else date


def _clock(time: str) -> str:
    """Hours and minutes: seconds tell a reader nothing; an hour alone is no exact time."""
    return f"about {time}:00" if len(time) == 2 else time[:5]


def _zone(zone: str | None) -> str:
    return {None: "", "Z": " UTC"}.get(zone, f" {zone}")


def published_words(published: PublishedDate) -> str:
    """The date as one short phrase that never passes off a crawl date as publication."""
    written = f"“{published.as_written}”" if published.as_written else ""
    if published.moment is None:
        return f"{written}, date unknown" if written else "date unknown"
    date = moment_words(published.moment)
    if published.how in _KEPT:
        return f"date unknown, {_KEPT[published.how]} {date}"
    if published.how is DateOrigin.RELATIVE:
        return f"{date}, from {written}" if written else f"{date}, from a relative time"
    return {DateOrigin.URL: f"{date}, by its address", DateOrigin.SENT: f"sent {date}"}.get(
        published.how or DateOrigin.STATED, date
    )


def origin_words(published: PublishedDate) -> str:
    """How the date is known, as one phrase: for a tooltip or the panel."""
    if published.how is None:
        return "the source states no date that can be believed"
    words = ORIGINS[published.how]
    if published.how is DateOrigin.RELATIVE and published.against:
        words += f", held against {AGAINST.get(published.against, published.against)}"
    return words


def confidence_words(confidence: float) -> str:
    """A rule's confidence in words; the borders are those that issue reports can be held to."""
    return "sure" if confidence >= 0.85 else "likely" if confidence >= 0.6 else "unsure"


def reason_words(reason: CutReason) -> str:
    """Why something was cut, as a noun: "picture caption"."""
    return REASONS[reason]


def speaker_words(quote: Quote) -> str:
    """Who answers for the quote."""
    return quote.speaker or quote.speaker_as_written or "speaker unknown"


def count_words(number: int, one: str, several: str | None = None) -> str:
    """ "1 cut", "1,204 cuts"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
