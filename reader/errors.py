"""What can go wrong in a way that the user can act on.

    CuttingsError
    ├── DumpError       a dump cannot be opened or read
    ├── LibraryError    a library cannot be opened, is not ours, is newer, is locked, is full
    ├── ExportError     a file cannot be written
    └── QueryError      a search cannot be understood (the grammar falls back to words first)

A message is one sentence that says what is wrong and what to do. Any other exception is a
bug in Cuttings, and is shown as one, with a report to copy.
"""


class CuttingsError(Exception):
    """The root: its text is fit to be shown to the user as it is."""


class DumpError(CuttingsError):
    """A dump cannot be opened or read."""


class LibraryError(CuttingsError):
    """A library cannot be opened or written."""


class ExportError(CuttingsError):
    """An export cannot be written."""


class QueryError(CuttingsError):
    """A search cannot be carried out."""
