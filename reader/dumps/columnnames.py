"""What the columns of tables of news are called.

The names come from public data sets and tools: news-please, NewsAPI, Webz, GNews, Kaggle's "All the News", BBC,
FakeNewsNet, TREC Washington Post, NeuCLIR, Hugging Face cc_news, Media Cloud, wallabag and Omnivore, in English,
German, French, Spanish and Portuguese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import combining, normalize


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Best first; compared without case and punctuation.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": _names(
        """
        text maintext fulltext body articlebody articletext articlecontent bodytext contenttext content contents
        bodyhtml contenthtml htmlcontent fullcontent rawtext rawcontent cleantext plaintext newstext newscontent
        storytext story article articles document paragraphs texte contenu inhalt volltext texto contenido cuerpo
        conteudo corpo testo tekst artikeltext textointegral textocompleto texteintegral
        """
    ),
    "title": _names(
        """
        title headline headlines contenttitle articletitle newstitle storytitle heading head headlinemain hl name
        subject titel titre titulo titular titolo tytul rubrik overskrift uberschrift ueberschrift schlagzeile manchete
        """
    ),
    "date": _names(
        """
        publishedat datepublished datepublish publisheddate publicationdate publishdate published pubdate datepub
        publishedtime publishedon publishtime publicationtime firstpublicationdate webpublicationdate date datetime
        articledate newsdate postdate posted time timestamp isodate created createdat datecreated datum fecha data
        jour seendate crawldate day veroffentlicht veroffentlichungsdatum erscheinungsdatum datepublication
        datedepublication fechapublicacion fechadepublicacion datapublicacao datadepublicacao datapubblicazione
        """
    ),
    "source": _names(
        """
        sourcename source publication publicationname publisher newspaper newspapername outlet sourcetitle sitename
        sitefull site sourcedomain domain domainname website medium media medianame feed feedtitle provider
        contentnewsroom newsroom channel quelle zeitung journal fuente fonte periodico newsdesk host
        """
    ),
    "author": _names(
        """
        author authors byline creator writer writers journalist reporter autor auteur autores verfasser authorname
        bylineoriginal by
        """
    ),
    "url": _names(
        """
        url link articleurl weburl sourceurl canonicalurl canonicallink permalink href uri newsurl articlelink
        originalurl pageurl givenurl resolvedurl adresse sourcelink
        """
    ),
    "language": _names(
        """
        language lang languagecode sprache langue idioma
        """
    ),
    "section": _names(
        """
        section sectionname category categories topic desk rubric ressort seccion kategorie categorie categoria
        newsdesk
        """
    ),
    "summary": _names(
        """
        description summary abstract lead leadparagraph excerpt snippet teaser standfirst trailtext subtitle deck
        zusammenfassung resume chapo resumen preview
        """
    ),
}
# Names of other things as well: only values that fit make them this part.
AMBIGUOUS = _names("name head data by day time label host document articles hl")

TITLES = frozenset(NAMES["title"]) - {*AMBIGUOUS, "subject", "heading"}
# Times of publication; those of crawling or of a data base are none.
TIMES = frozenset(NAMES["date"]) - {"timestamp", "created", "createdat", "datecreated", "seendate", "crawldate"}

_PLAIN = re.compile(r"[\W_]+")


def plain(name: str) -> str:
    """A column's name without case, punctuation and accents."""
    if not name.isascii():
        name = "".join(char for char in normalize("NFKD", name) if not combining(char))
    return _PLAIN.sub("", name).lower()
