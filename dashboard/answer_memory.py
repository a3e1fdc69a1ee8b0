"""Answers from memory: each question is worked out once, also when several readers ask it at the same time."""

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock

from data.queries.answer import Answer
from data.queries.question import Question

KEPT = 2_000


class AnswerMemory:
    """Keeps the answers that were asked for last; whoever asks for one that is being worked out waits for it.

    Streamlit's own memory makes a key of all that a question holds, which takes longer than finding the answer: a page
    asks thirty times.
    """

    def __init__(self, make: Callable[[Question], Answer]) -> None:
        """Take what answers a question that is not kept."""
        self._make = make
        self._kept: OrderedDict[Question, Future[Answer]] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Question) -> Answer:
        """Return the answer; an error goes to all who wait for it and is not kept."""
        with self._lock:
            known = self._kept.get(question)
            coming = known or Future()
            self._kept[question] = coming
            self._kept.move_to_end(question)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        if known is not None:
            return known.result()
        try:
            coming.set_result(self._make(question))
        except BaseException as problem:
            with self._lock:
                if self._kept.get(question) is coming:
                    self._kept.pop(question)
            coming.set_exception(problem)
            raise
        return coming.result()
