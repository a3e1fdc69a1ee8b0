"""Each question is worked out once, whoever asks it, and an error is not kept. All numbers are invented."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event

import pytest

from dashboard import answer_memory
from dashboard.answer_memory import AnswerMemory
from data.errors import RequestRefused
from data.queries.answer import Answer
from data.queries.question import Question
from tests.data.queries.invented import TODAY, asking, record

HERE = Question("idps", TODAY, countries=("HTI",))


def test_readers_who_ask_at_the_same_time_wait_for_one_answer() -> None:
    asked: list[Question] = []
    others_are_here, all_at_once = Event(), Barrier(4)

    def make(question: Question) -> Answer:
        asked.append(question)
        assert others_are_here.wait(timeout=10)
        return asking([record(7, "2025-01-01")])(question)

    memory = AnswerMemory(make)

    def ask() -> Answer:
        all_at_once.wait(timeout=10)
        return memory.answer(HERE)

    with ThreadPoolExecutor(4) as readers:
        coming = [readers.submit(ask) for _ in range(4)]
        time.sleep(0.2)  # while the first works; a memory that lets nobody wait is asked by all four now
        others_are_here.set()
        answers = {id(one.result(timeout=10)) for one in coming}
    assert (len(asked), len(answers)) == (1, 1)


def test_an_error_is_told_and_asked_again() -> None:
    asked: list[Question] = []

    def refuse(question: Question) -> Answer:
        asked.append(question)
        raise RequestRefused("invented")

    memory = AnswerMemory(refuse)
    for _ in range(2):
        with pytest.raises(RequestRefused, match="invented"):
            memory.answer(HERE)
    assert len(asked) == 2


def test_the_answers_asked_for_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_memory, "KEPT", 2)
    asked: list[int] = []
    ask = asking([record(7, "2025-01-01")])

    def make(question: Question) -> Answer:
        asked.append(question.as_of.day)
        return ask(question)

    memory = AnswerMemory(make)
    for day in (1, 2, 1, 3, 1, 2):
        memory.answer(Question("idps", date(2025, 2, day), countries=("HTI",)))
    assert asked == [1, 2, 3, 2]
