"""What every exporter is: a name, the endings it answers to, and pieces of text that stream."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import BinaryIO, ClassVar

from reader.model import Dossier


class Exporter(ABC):
    """Turns articles into a file, one after the other, without ever holding all of them.

    A subclass writes `pieces`: whatever it likes in front and behind, and in between one piece an
    article, so that a task can count progress by pieces and stop between two of them.
    """

    name: ClassVar[str]  # in words, for menus and `--to`
    suffixes: ClassVar[tuple[str, ...]]  # with the dot, lower case; the first one is proposed
    pictures: ClassVar[bool] = False  # whether it writes the bytes of pictures
    encoding: ClassVar[str] = "utf-8"

    @abstractmethod
    def pieces(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        """The file in pieces of text."""

    def chunks(self, dossiers: Iterable[Dossier]) -> Iterator[bytes]:
        """The file in pieces of bytes."""
        for piece in self.pieces(dossiers):
            yield piece.encode(self.encoding, "replace")

    def write(self, dossiers: Iterable[Dossier], out: BinaryIO) -> None:
        """Write the whole file to `out`; OSError where it cannot be written."""
        for chunk in self.chunks(dossiers):
            out.write(chunk)
