"""Use cases as generators: they yield `Step`s and return a report or `Changes`.

Terminal, tests and window run the same generators. Closing one cancels it at a whole step, and no
transaction is ever open at a `yield`. What costs much time runs in worker processes.
"""

from reader.tasks.batch import Found, names_in, newest, read_names, search_batch, write_articles, write_counts
from reader.tasks.bordering import join, split
from reader.tasks.dating import redate
from reader.tasks.delivery import export
from reader.tasks.intake import import_dump
from reader.tasks.marking import AnalysisWorker, analyse
from reader.tasks.originals import page_of
from reader.tasks.preparing import Prepared, prepare
from reader.tasks.recleaning import Change, Recleaning, plan_recleaning, proposal_for, reclean

__all__ = [
    "AnalysisWorker",
    "Change",
    "Found",
    "Prepared",
    "Recleaning",
    "analyse",
    "export",
    "import_dump",
    "join",
    "names_in",
    "newest",
    "page_of",
    "plan_recleaning",
    "prepare",
    "proposal_for",
    "read_names",
    "reclean",
    "redate",
    "search_batch",
    "split",
    "write_articles",
    "write_counts",
]
