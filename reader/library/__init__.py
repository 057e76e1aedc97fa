"""The library: one SQLite file with the articles, what was derived from them, and what the user made.

`Library` writes (one at a time), `Reader` reads (one a thread). Everything else is inside:

    schema, migrations      the tables
    connection, lock        opening, pragmas, transactions, one writer
    opened, readonly        what every writing part has; what a reader has
    trouble                 SQLite's errors as sentences
    accounts, known         dumps and the accounts of their imports; records that are in already
    importing, places       batches of articles, row ids in date order
    bodies, details         texts that copies share; what an open article needs
    numbering, garbage      sources and members by number; Python's memory during an import
    tokens, packing         what is indexed, what is stored
    lexing, grammar         a typed search -> tokens -> tree
    tree, periods           what a tree is made of; its spans of days
    compiling, fields       tree -> plan; its fields, whose names are looked up
    plan, selecting         clauses and what they make together; plan -> SQL
    unindexed               words in notes and cuts, which have no index
    bins                    where a search asks for what is in the bin
    saying, completing      a search in words, and what it could become
    listing, reading        lists, rows, dossiers; sidebar, facets, snippets for them
    states, journal         the user's marks by row id; undo and redo
    actions, notes, dates   what the user does, on targets: ids or all that a query finds
    corrections, amending   what the user corrects: fields and texts, against what cleaning made
    carrying                what the user made in another library, from its export
    editing, pieces         a text with cuts put back or words taken out; what it is made of
    origins, anchoring      where its characters stand in the source; notes that go along
    readings, tablecolumns  how dumps and tables are to be read, where the user said so
    siterules               lines that are always or never cut on a site
    borders, arranging      records divided as the user wants it; what he made of their articles goes along
    arrangements            how a step keeps a division
    belongings, placing     what he made, as rows; what of it would find no place
    recleaning              records cleaned anew
    rewriting               an article changed in all tables and indexes
    searches, pins          saved and recent searches; sources at the top
    renaming                names as the user wants them
    marking, names          entities and quotes; names across the library
    kinship, relating       copies of an article; looking for near ones in idle time
    stories                 articles of the same days about the same thing
    profiles                what the library knows of a name, and who may be the same
    pictures                pictures of the dumps, and which articles show them
    quotations, wording     all quotations; their words, as they are compared
    travels                 where the same words stand in several articles
    backups, checking       safety
    tidying, forgetting     merging in idle time; taking out for good
"""

from reader.library.arrangements import Arrangement
from reader.library.borders import free_id, join, split
from reader.library.entries import ArticleRow, Backup, DumpEntry, Facets, Sidebar
from reader.library.library import Library
from reader.library.listing import Fold, Order
from reader.library.names import Name
from reader.library.origins import place_of_cut, to_source
from reader.library.pictures import MOST_KEPT
from reader.library.placing import Unplaced
from reader.library.profiles import Profile
from reader.library.quotations import Place, Quotation, Wanted, understood
from reader.library.reader import Reader
from reader.library.recleaning import Proposal, Stored
from reader.library.siterules import SiteRule, site_of
from reader.library.tablecolumns import TableColumns
from reader.library.travels import Travel
from reader.library.trouble import Interrupted

__all__ = [
    "MOST_KEPT",
    "Arrangement",
    "ArticleRow",
    "Backup",
    "DumpEntry",
    "Facets",
    "Fold",
    "Interrupted",
    "Library",
    "Name",
    "Order",
    "Place",
    "Profile",
    "Proposal",
    "Quotation",
    "Reader",
    "Sidebar",
    "SiteRule",
    "Stored",
    "TableColumns",
    "Travel",
    "Unplaced",
    "Wanted",
    "free_id",
    "join",
    "place_of_cut",
    "site_of",
    "split",
    "to_source",
    "understood",
]
