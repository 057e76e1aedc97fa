"""Pictures on their way into the library: each waits for the pages round it, which say whether it is shown."""

from __future__ import annotations

from collections import deque

from reader.model import Picture

MOST = 32 << 20  # bytes that wait: with more the records before them are stored first


class Plates:
    """Pictures in the order in which they came, each with the number of records that have to be cleaned before."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, Picture]] = deque()
        self._size = 0

    @property
    def full(self) -> bool:
        return self._size > MOST

    def put(self, picture: Picture, after: int) -> None:
        """Keep a picture until `after` records are cleaned."""
        self._waiting.append((after, picture))
        self._size += len(picture.content)

    def ripe(self, cleaned: int) -> list[Picture]:
        """Take those whose records are cleaned."""
        taken: list[Picture] = []
        while self._waiting and self._waiting[0][0] <= cleaned:
            taken.append(self._waiting.popleft()[1])
            self._size -= len(taken[-1].content)
        return taken

    def rest(self) -> list[Picture]:
        """Take them all."""
        taken = [picture for _, picture in self._waiting]
        self._waiting.clear()
        self._size = 0
        return taken
