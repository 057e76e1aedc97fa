"""An open library: the lane that writes to it, the window's own reader, and the desk for longer questions."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from reader.library import Library, Reader
from reader.ui.desk import Desk
from reader.ui.jobs import Lane


def open_lane(path: Path, *, create: bool = True) -> Lane:
    """A lane that opens the library in its own thread; `wait_open` raises where it cannot be opened."""
    return Lane(partial(Library.open, path, create=create), name="library")


class Session:
    """Everything that belongs to one open library and ends with it.

    `reader` belongs to the window's thread and is for what takes a few milliseconds: rows that
    come into view, the article that is opened. Whatever grows with the library is asked at the desk.
    """

    def __init__(self, path: Path, lane: Lane, reader: Reader) -> None:
        self.path = path
        self.lane = lane
        self.reader = reader
        self.desk = Desk(partial(Reader.open, path))
        self.given: list[Path] = []  # where the user said that dumps are which have been moved

    def close(self) -> bool:
        """Ends every job at a whole step; whether that was done within the time for closing."""
        self.lane.begin_closing()
        self.desk.close()
        self.reader.close()
        return self.lane.close()
