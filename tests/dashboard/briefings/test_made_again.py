"""After a correction an old briefing has the same numbers in every form, and says which are others. All is invented."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from dashboard.briefings.blocks import TableBlock
from dashboard.briefings.content import Briefing, Paper
from dashboard.briefings.forms import FORMATS
from dashboard.briefings.workshop import Workshop
from data.store.interface import Store
from tests.dashboard.briefings import reading_deck
from tests.dashboard.briefings.conftest import NOW, Drop
from tests.dashboard.briefings.reading_pdf import text_of
from tests.dashboard.briefings.test_web_page import Reading
from tests.dashboard.briefings.test_workshop import CLARENDON, JAMAICA, KINGSTON


@pytest.fixture
def twice(store: Store, drop: Drop) -> tuple[Briefing, Briefing]:
    """Return a briefing, and the same made again after a correction."""
    drop(f"{KINGSTON},30", f"{CLARENDON},50", "An office,in_shelter,JAM,Kingston,2024-07-04,25", name="first.csv")
    made = Workshop(store).make(JAMAICA, by="Ana", now=NOW)
    drop(f"{KINGSTON},40", name="correction.csv", hours=2)
    return made, Workshop(store).again(made.id)


def slides_of(content: bytes) -> list[str]:
    return list(reading_deck.texts(reading_deck.opened(content)))


def sheets_of(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {str(sheet["A1"].value): list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book.worksheets[1:]}


def page_of(content: bytes) -> str:
    return Reading(content).text


READ: dict[str, Callable[[bytes], Any]] = {
    "pdf": text_of, "pptx": slides_of, "xlsx": sheets_of, "html": page_of, "svg": bytes, "png": bytes, "zip": bytes,
}  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_the_same_again_but_for_what_changed_since(twice: tuple[Briefing, Briefing], form: str) -> None:
    made, again = twice
    assert again.since is not None
    first, second = (FORMATS[form].make(one, Paper.A4) for one in (made, replace(again, since=None)))
    assert READ[form](second) == READ[form](first)


def test_what_changed_since_is_in_every_form_that_is_read(twice: tuple[Briefing, Briefing]) -> None:
    _made, again = twice
    assert again.since is not None
    for form in ("pdf", "pptx", "xlsx", "html"):
        said = str(READ[form](FORMATS[form].make(again, Paper.A4)))
        assert "correction.csv" in said, form
        assert "10 Jul 2024 14:00" in said, form


def test_the_next_briefing_names_number_moment_and_import(store: Store, drop: Drop) -> None:
    drop(f"{KINGSTON},30", f"{CLARENDON},50", name="first.csv")
    first = Workshop(store).make(JAMAICA, by="Ana", now=NOW)
    drop(f"{KINGSTON},40", name="correction.csv", hours=2)
    second = Workshop(store).make(JAMAICA, by="Ana", now=NOW)
    changes = next(section for section in second.sections if section.key == "changes")
    table = next(block for block in changes.blocks if isinstance(block, TableBlock))
    assert first.id != second.id
    assert [row[2:] for row in table.rows] == [
        ("all", "80", "90", "correction.csv, 10 Jul 2024 14:00"),
        ("Kingston", "30", "40", "correction.csv, 10 Jul 2024 14:00"),
    ]
