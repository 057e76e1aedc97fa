"""The one table of actions: menus, toolbar, shortcuts and the page of keys are all made from it.

To add an action, add one line to its menu and the method that it calls. Keys without a modifier act
only outside text fields (see `keys.py`) and can be switched off, as WCAG 2.1.4 asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QKeySequence


@dataclass(frozen=True, slots=True)
class Entry:
    """One action. `call` is the path from the window to what it calls."""

    name: str
    text: str
    call: str
    keys: str = ""  # several are parted by a blank
    icon: str = ""
    tip: str = ""  # for toolbar and page of keys, where the text alone says too little
    bar: int = 0  # its group on the toolbar; 0 is not on it
    checkable: bool = False
    needs: str = (
        ""  # "article": one is shown; "rows": the list is not empty; "binned", "unbinned": the current one; "undo"…
    )
    choice: str = ""  # one of several exclusive ones, in the submenu of this name
    argument: str = ""  # what a choice is called with


def _order(name: str, text: str, argument: str) -> Entry:
    return Entry(name, text, "finding.order_by", checkable=True, choice="Order", argument=argument)


def _theme(name: str, text: str, argument: str) -> Entry:
    return Entry(name, text, "themes.choose", checkable=True, choice="Theme", argument=argument)


# fmt: off
# Each menu's groups are parted by lines.
MENUS: dict[str, tuple[tuple[Entry, ...], ...]] = {
    "File": (
        (
            Entry("actionOpenDump", "Open Dump…", "importing.ask_dumps", "Ctrl+O", "open", "Open dumps", 1),
            Entry("actionOpenFolder", "Open Folder…", "importing.ask_folder", "Ctrl+Shift+O", "folder"),
            Entry(
                "actionOpenAs", "Open As…", "importing.ask_as", "Ctrl+Alt+O",
                tip="Open a dump as another format, or with other columns",
            ),
        ),
        (
            Entry(
                "actionExport", "Export…", "exporting.ask_selected", "Ctrl+E", "export",
                "Export the selected articles", 1, needs="rows",
            ),
            Entry("actionExportFound", "Export All Found…", "exporting.ask_found", "Ctrl+Shift+E", needs="rows"),
        ),
        (Entry("actionReports", "Import Reports…", "pages.show_reports", icon="report"),),
        (Entry("actionQuit", "Quit", "close", "Ctrl+Q"),),
    ),
    "Edit": (
        (
            Entry("actionUndo", "Undo", "marking.undo", "Ctrl+Z", "undo", needs="undo"),
            Entry("actionRedo", "Redo", "marking.redo", "Ctrl+Shift+Z Ctrl+Y", "redo", needs="redo"),
        ),
        (Entry("actionSelectAll", "Select All Found", "articles.selectAll", "Ctrl+A", needs="rows"),),
        (
            Entry("actionSearch", "Search the Library", "search.start", "/ Ctrl+K", "search"),
            Entry(
                "actionSaveSearch", "Save Search…", "searching.ask_save", "Ctrl+S",
                tip="Keep this search among the filters",
            ),
            Entry(
                "actionBatch", "Search for a List of Names…", "searching.show_batch", "Ctrl+Shift+K",
                tip="How many articles each name of a list finds",
            ),
            Entry("actionForgetSearches", "Forget Recent Searches", "searching.forget_all"),
            Entry("actionFind", "Find in Article", "reading.find", "Ctrl+F", needs="article"),
            Entry("actionFindNext", "Find Next", "reading.find_next", "F3", needs="article"),
            Entry("actionFindPrevious", "Find Previous", "reading.find_previous", "Shift+F3", needs="article"),
        ),
    ),
    "Article": (
        (
            Entry("actionPrevious", "Previous Article", "articles.previous", "K", "previous", bar=2, needs="rows"),
            Entry("actionNext", "Next Article", "articles.next", "J", "next", bar=2, needs="rows"),
            Entry(
                "actionNextUnread", "Next Unread", "articles.next_unread", "N", "next-unread",
                "Next unread article", 2, needs="rows",
            ),
            Entry(
                "actionPreviousUnread", "Previous Unread", "articles.previous_unread", "P",
                tip="Previous unread article", needs="rows",
            ),
        ),
        (
            Entry(
                "actionReadOn", "Read On", "reading.read_on", "Space",
                tip="Page down, then the next unread article", needs="rows",
            ),
            Entry("actionReadBack", "Page Back", "reading.read_back", "Shift+Space", needs="article"),
            Entry(
                "actionNextName", "Next Name", "reading.next_name", "E", tip="Next name in the text",
                needs="article",
            ),
            Entry(
                "actionPreviousName", "Previous Name", "reading.previous_name", "Shift+E",
                tip="Previous name in the text", needs="article",
            ),
            Entry(
                "actionName", "All about This Name…", "visiting.show_chosen", "W",
                tip="The page of the name at the cursor", needs="article",
            ),
            Entry("actionNextQuote", "Next Quote", "reading.next_quote", "Q", needs="article"),
            Entry("actionPreviousQuote", "Previous Quote", "reading.previous_quote", "Shift+Q", needs="article"),
        ),
        (
            Entry(
                "actionCopies", "Copies and Versions…", "relatives.show_copies", "D",
                tip="What the copies of this article changed", needs="article",
            ),
            Entry("actionStar", "Star", "marking.star", "S", "star", "Star or unstar", 3, needs="article"),
            Entry("actionTag", "Tag…", "marking.ask_tag", "T", "tag", "Tag the selected articles", 3, needs="article"),
            Entry("actionNote", "Note…", "marking.ask_note", "C", "note", "Write a note", 3, needs="article"),
            Entry(
                "actionToggleRead", "Mark as Read or Unread", "marking.toggle_read", "M U", "read", bar=3,
                needs="article",
            ),
            Entry("actionReadAll", "Mark All Found as Read", "marking.read_all", "Shift+A", needs="rows"),
            Entry("actionBin", "Put into the Bin", "marking.bin", "Del", "bin", needs="unbinned"),
            Entry("actionUnbin", "Put Back from the Bin", "marking.unbin", "Shift+Del", needs="binned"),
            Entry(
                "actionForget", "Forget for Good…", "forgetting.ask_articles", needs="article",
                tip="Take the selected articles out of the library past recovery",
            ),
        ),
        (
            Entry(
                "actionCorrect", "Correct…", "correcting.ask", "F2", tip="Correct headline, date, source or author",
                needs="article",
            ),
            Entry(
                "actionNextCut", "Next Cut", "correcting.next_cut", "G", tip="Next cut in the text", needs="article",
            ),
            Entry(
                "actionPreviousCut", "Previous Cut", "correcting.previous_cut", "Shift+G",
                tip="Previous cut in the text", needs="article",
            ),
            Entry(
                "actionPutBack", "Put Cut Back", "correcting.put_back", "B",
                tip="Put the chosen cut back into the text",
                needs="article",
            ),
            Entry(
                "actionTakeOut", "Take out of the Text", "correcting.take_out", "X",
                tip="Take the selection or paragraph out of the text", needs="article",
            ),
            Entry(
                "actionSplit", "Split Here", "correcting.split", "H",
                tip="Begin another article at the cursor or selection", needs="article",
            ),
            Entry(
                "actionJoin", "Join with the Next", "correcting.join", "Shift+H",
                tip="Make one article of this one and the next", needs="article",
            ),
        ),
    ),
    "View": (
        (
            Entry(
                "actionShowCuts", "Show Cuts", "reading.show_cuts", "R", "cuts",
                "Show what was taken out of the text, in place", 4, True,
            ),
            Entry(
                "actionOriginal", "Original", "original.show", "V", checkable=True, needs="article",
                tip="Show the record as it was beside the text",
            ),
        ),
        (
            Entry(
                "actionSidebar", "Filters", "panes.show_filters", "Ctrl+1", checkable=True,
                tip="Show or hide the filters",
            ),
            Entry(
                "actionFacets", "Refine This Search", "refining.toggle", "F", "facets",
                "Narrow the search by what was found", 4, True,
            ),
            Entry(
                "actionPanel", "Names, Quotes and Notes", "panes.show_panel", "Ctrl+2", "panel",
                "Show or hide names, quotes, tags and notes", 4, True,
            ),
            Entry(
                "actionFocus", "Reading Only", "panes.focus_reading", "Z", checkable=True,
                tip="Show the article alone",
            ),
            Entry(
                "actionQuotes", "Quotations…", "visiting.show_quotes", "Ctrl+3",
                tip="Every quotation of the library, and where it travels",
            ),
            Entry("actionNextPane", "Next Pane", "panes.next", "F6"),
            Entry("actionPreviousPane", "Previous Pane", "panes.previous", "Shift+F6"),
        ),
        (
            Entry("actionLarger", "Larger Text", "viewer.larger", "Ctrl++ Ctrl+="),
            Entry("actionSmaller", "Smaller Text", "viewer.smaller", "Ctrl+-"),
            Entry("actionNormalSize", "Normal Text", "viewer.normal_size", "Ctrl+0"),
        ),
        (
            Entry(
                "actionFold", "Copies in One Row", "finding.fold", "Shift+D", checkable=True,
                tip="Show copies of an article as one row of the list",
            ),
            _order("actionNewest", "Newest First", "date"),
            _order("actionOldest", "Oldest First", "-date"),
            _order("actionRelevance", "Best Match First", "relevance"),
            _order("actionBySource", "By Source", "source"),
            _order("actionByTitle", "By Title", "title"),
            _order("actionByLength", "Longest First", "length"),
            _theme("actionThemeSystem", "As the System", "system"),
            _theme("actionThemeLight", "Light", "light"),
            _theme("actionThemeDark", "Dark", "dark"),
            Entry("actionSingleKeys", "Single-Letter Keys", "keys.allow_single", checkable=True),
        ),
    ),
    "Library": (
        (
            Entry("actionNewLibrary", "New Library…", "libraries.ask_new"),
            Entry("actionOpenLibrary", "Open Library…", "libraries.ask_open"),
        ),
        (
            Entry("actionDumps", "Dumps…", "libraries.show_dumps", icon="dump"),
            Entry("actionEmptyBin", "Empty the Bin…", "forgetting.ask_empty"),
            Entry("actionRules", "Lines of Sites…", "libraries.show_rules"),
            Entry("actionReclean", "Clean Anew…", "cleaning.ask", tip="See what cleaning anew would change"),
            Entry(
                "actionPauseAnalysis", "Pause Finding Names and Quotes", "analysing.pause", checkable=True,
                tip="Pause or resume the search for names and quotes in the background",
            ),
        ),
        (
            Entry("actionBackup", "Back Up Now", "libraries.back_up"),
            Entry("actionRestore", "Restore a Backup…", "libraries.ask_restore"),
        ),
    ),
    "Help": (
        (
            Entry("actionKeys", "Keys", "pages.show_keys", "? F1", "keys", "Show all keys"),
            Entry("actionAbout", "About Cuttings", "pages.show_about"),
        ),
    ),
}
# fmt: on

ACTIONS: tuple[Entry, ...] = tuple(entry for groups in MENUS.values() for group in groups for entry in group)


class Single(Enum):
    """Which of the keys without a modifier act at the moment."""

    ALL = "all"
    LETTERS = "letters"  # all but Space: a button has the focus, and Space presses it
    NONE = "none"


def keys(entry: Entry, single: Single) -> list[QKeySequence]:
    """The keys of an action, of those without a modifier only what `single` says."""
    return [QKeySequence(key) for key in entry.keys.split() if _acts(key, single)]


def is_single(key: str) -> bool:
    """Whether a key is typed without Ctrl or Alt and is no function key: it must not act in text fields."""
    bare = key.removeprefix("Shift+")
    return len(bare) == 1 or bare == "Space"


def _acts(key: str, single: Single) -> bool:
    if not is_single(key) or single is Single.ALL:
        return True
    return single is Single.LETTERS and not key.endswith("Space")


def said(entry: Entry) -> str:
    """What an action does, without the dots of its menu entry."""
    return entry.tip or entry.text.rstrip("…")


def written(entry: Entry) -> str:
    """The keys of an action as this system writes them: "J", "Ctrl+Shift+Z or Ctrl+Y"."""
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(QKeySequence(key).toString(native) for key in entry.keys.split())


def keys_page() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The page of keys: each menu with its actions that have keys, as (keys, what they do)."""
    for menu, groups in MENUS.items():
        rows = [(written(entry), said(entry)) for group in groups for entry in group if entry.keys]
        if rows:
            yield menu, rows
