"""Opens dumps: files and folders of news, told by their content, read record by record.

    open_dump(path) -> Dump          DumpError in one sentence where there is nothing to read
    Dump.records() -> Record | Skipped | Problem | Picture, in a fixed order, every byte accounted for

To add a format: one file with a small class (see `format.py`), one line in FORMATS, one sample in
`seeds/`. Containers (gzip, zip, folders) are opened in `containers.py`, in one place, with limits.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader.dumps.arc import Arc
from reader.dumps.chat import Chat
from reader.dumps.cuttings_lines import CuttingsLines
from reader.dumps.docx import Docx
from reader.dumps.dump import Dump, named, read_dump
from reader.dumps.ebsco import Ebsco
from reader.dumps.epub import Epub
from reader.dumps.europresse import Europresse
from reader.dumps.factiva import FactivaHtml, FactivaXml
from reader.dumps.factiva_text import FactivaText
from reader.dumps.feed import Feed
from reader.dumps.format import Census, Format, Found
from reader.dumps.html_page import HtmlPage
from reader.dumps.integrum import Integrum
from reader.dumps.json_feed import JsonFeed
from reader.dumps.json_lines import JsonLines
from reader.dumps.json_records import JsonRecords
from reader.dumps.kikuzo import Kikuzo
from reader.dumps.limits import Limits
from reader.dumps.mail import Eml, Mbox
from reader.dumps.markdown_text import Markdown
from reader.dumps.mediawiki import MediaWiki
from reader.dumps.member import Member, Options
from reader.dumps.mhtml import Mhtml
from reader.dumps.newsml1 import NewsML1
from reader.dumps.newsml_g2 import NewsMLG2
from reader.dumps.nexis_download import NexisHtml, NexisText, NexisWord
from reader.dumps.ninjs import Ninjs
from reader.dumps.nitf import Nitf
from reader.dumps.parquet import Parquet
from reader.dumps.pdf import Pdf
from reader.dumps.plain_text import PlainText
from reader.dumps.proquest import ProQuestHtml, ProQuestText
from reader.dumps.proquest_xml import ProQuestXml
from reader.dumps.reuters import Reuters
from reader.dumps.reuters_corpus import ReutersCorpus
from reader.dumps.rtf import Rtf
from reader.dumps.rtf_download import FactivaRtf, NexisRtf
from reader.dumps.survey import Survey, survey_of
from reader.dumps.table import Table
from reader.dumps.tei import Tei
from reader.dumps.trec import Trec
from reader.dumps.usenet import Usenet
from reader.dumps.warc import Warc
from reader.dumps.wire import Wire
from reader.dumps.wxr import Wxr
from reader.dumps.yomidasu import Yomidasu

FORMATS: tuple[Format, ...] = (
    PlainText(),
    HtmlPage(),
    Mhtml(),
    Warc(),
    Arc(),
    JsonLines(),
    CuttingsLines(),
    JsonRecords(),
    Table(),
    Feed(),
    JsonFeed(),
    Mbox(),
    Eml(),
    NexisText(),
    NexisHtml(),
    NexisWord(),
    FactivaHtml(),
    FactivaText(),
    FactivaXml(),
    Europresse(),
    Reuters(),
    ReutersCorpus(),
    Trec(),
    Nitf(),
    NewsMLG2(),
    Docx(),
    Pdf(),
    Rtf(),
    Wxr(),
    Ninjs(),
    Epub(),
    MediaWiki(),
    Wire(),
    Usenet(),
    Tei(),
    NewsML1(),
    Markdown(),
    Integrum(),
    Kikuzo(),
    Yomidasu(),
    ProQuestText(),
    ProQuestHtml(),
    ProQuestXml(),
    Ebsco(),
    NexisRtf(),
    FactivaRtf(),
    Parquet(),
    Chat(),
)

LIMITS = Limits()
OPTIONS = Options()

__all__ = [
    "FORMATS", "Census", "Dump", "Format", "Found", "Limits", "Member", "Options", "Survey", "open_dump", "survey",
]  # fmt: skip


def open_dump(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    limits: Limits = LIMITS,
    options: Options = OPTIONS,
) -> Dump:
    """Open a file or folder. `format` names one of FORMATS where the user knows better than detection."""
    return read_dump(Path(path), FORMATS, format, limits, options)


def survey(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002
    limits: Limits = LIMITS,
    options: Options = OPTIONS,
) -> Survey:
    """A look at a dump before it is imported; DumpError where there is no such file or format."""
    forced = named(format, FORMATS)
    options = replace(options, any_table=True)
    return survey_of(Dump(Path(path), FORMATS, forced, limits, options), FORMATS, forced, options)
