"""Which stories of a text are articles one after the other, and which are only the parts of one page."""

from __future__ import annotations

from collections.abc import Callable

from reader.cleaning import clean
from reader.model import Record

PIER = (
    "The mayor of Velmora resigned on Tuesday after the council refused to pay for a second ferry pier.",
    '"I promised the islands a pier, and I cannot keep the promise," Jon Brandt told reporters outside the town hall.',
    "The council had voted 14 to 9 against the plan, which would have cost eleven million crowns.",
    "His deputy, Lene Aas, will lead the town until the election in May, when all 23 seats are open.",
)
BAKERS = (
    "About two hundred bakers in white coats blocked the bridge in Nordhei on Monday morning.",
    "They demand that the state releases grain from its reserve, as it did in 2011, and lowers the tax on flour.",
    "The minister said on the radio that she would meet them on Friday, but not on a bridge.",
)
FOOTER = (
    "Coastal Courier (Velmora) First published 1 February 2016, 1:28",
    "Social Surge",
    "Ferry line fined for late boats",
    "First low-cost harbour cleared for boats to the islands.",
    *("Mortgages", "Savings", "Search for Jobs", "Millions of job openings", "Find Jobs", "Accounting", "Finance"),
    *("Marketing", "Engineering", "Management", "Sales", "Developer", "Media", "See all jobs", "Newsletter"),
    "Key market news. In your inbox.",
    *("Privacy Policy", "Our Sponsors", "Partner Offers", "Contact Us", "Site Map", "Portfolio", "Tools", "Video"),
    *("Ten cards without interest", "Seven cards for good payers", "The best boats of the year", "Loan Center"),
    "Most prices of boats are delayed by at least fifteen minutes, and none of them is advice.",
)


def test_a_footer_with_a_time_is_no_second_story(record: Callable[..., Record]) -> None:
    page = ["by Ada Firn February 1, 2016, 12:41", "Replay", "Mayor of Velmora resigns", *PIER, *FOOTER]
    (article,) = clean(record("\n".join(page))).articles
    assert article.text.startswith(PIER[0])
    assert "Accounting" not in article.text


def test_stories_that_begin_with_a_list_are_a_dump(record: Callable[..., Record]) -> None:
    points = ("- No second pier", "- Election in May", "- Deputy takes over", "- Islands protest")
    stories = [
        ["Coastal Courier", "3 hours ago", "Mayor of Velmora resigns", PIER[0], *points, *PIER[1:]],
        ["Radio Nordhei", "5 hours ago", "Bakers protest against price of flour", BAKERS[0], *points, *BAKERS[1:]],
    ]
    articles = clean(record("\n\n".join("\n".join(story) for story in stories))).articles
    assert [article.title for article in articles] == [story[2] for story in stories]
    assert all(line in article.text for article, body in zip(articles, (PIER, BAKERS), strict=True) for line in body)
