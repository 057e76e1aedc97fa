"""Questions to the library that take longer: one lane a topic, of which only the newest is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reader.ui.jobs import Job, Lane, Work


class Desk:
    """Background reading: one question a topic at a time, and only the newest is answered."""

    def __init__(self, opener: Callable[[], Any]) -> None:
        self._opener = opener
        self._lanes: dict[str, Lane] = {}
        self._asked: dict[str, Job] = {}

    def ask(
        self,
        topic: str,
        question: Work,
        on_answer: Callable[[Any], object],
        *,
        on_part: Callable[[Any], object] | None = None,
        on_error: Callable[[BaseException], object] | None = None,
    ) -> Job:
        """Asks `question(reader)`; an older question of the same topic is interrupted and its answer dropped.

        Where the question is a generator, what it yields goes to `on_part`, and what it returns to `on_answer`.
        """
        self.drop(topic)
        if topic not in self._lanes:
            self._lanes[topic] = Lane(self._opener, interruptible=True, name=f"reading {topic}")
        job = self._lanes[topic].submit(question, on_step=on_part, on_done=on_answer, on_error=on_error)
        self._asked[topic] = job
        return job

    def drop(self, topic: str) -> None:
        """Forgets the topic's question."""
        if (old := self._asked.pop(topic, None)) is not None:
            old.cancel()

    def close(self) -> None:
        for lane in self._lanes.values():
            lane.begin_closing()
        for lane in self._lanes.values():
            lane.close()
        self._lanes.clear()
