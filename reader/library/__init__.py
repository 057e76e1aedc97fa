"""The library: one SQLite file with the articles, what was derived from them, and what the user made.

`Library` writes (one at a time), `Reader` reads (one a thread). Everything else is inside:

    schema, migrations      the tables
    connection, lock        opening, pragmas, transactions, one writer
    trouble                 SQLite's errors as sentences
    importing, places       batches of articles, row ids in date order
    tokens, packing         what is indexed, what is stored
    grammar, compiling      a typed search -> tree -> SQL
    listing, reading        lists, rows, dossiers
    states, journal         the user's marks, undo and redo
    marking                 entities and quotes
    backups, checking       safety
"""

from reader.library.entries import ArticleRow, Backup, DumpEntry, Sidebar
from reader.library.library import Library
from reader.library.listing import Order
from reader.library.reader import Reader
from reader.library.trouble import Interrupted

__all__ = ["ArticleRow", "Backup", "DumpEntry", "Interrupted", "Library", "Order", "Reader", "Sidebar"]
