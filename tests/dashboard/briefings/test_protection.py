"""A briefing tells of protection what the page tells and no more, and never of an earlier state. All is invented."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dashboard.briefings.blocks import Sentences, TableBlock
from dashboard.briefings.content import Audience, Briefing, Paper
from dashboard.briefings.file_tables import makings_table, numbers_table
from dashboard.briefings.forms import FORMATS
from dashboard.briefings.requests import BriefingRequest, scope_of
from dashboard.briefings.workshop import Workshop
from data.disclosure.published import Shown
from data.importing import import_files
from data.store.interface import Store
from tests.dashboard.briefings.conftest import NOW
from tests.dashboard.briefings.reading_pdf import text_of

MEASURE = "trafficking_victims_identified"
FIGURES = {
    ("GUY", 2021): 216, ("GUY", 2022): 327, ("GUY", 2023): 407, ("SUR", 2021): 5743, ("SUR", 2022): 3,
    ("JAM", 2021): 0, ("JAM", 2022): 9, ("JAM", 2023): 88, ("BLZ", 2022): 8, ("TTO", 2023): 6,
}  # fmt: skip
REGION = BriefingRequest(scope_of(), date(2024, 7, 10), sections=("summary", "protection", "sources", "making"))
ASKED = [replace(REGION, scope=scope_of(codes)) for codes in ((), ("GUY",), ("SUR",), ("JAM", "BLZ"), ("TTO",))]


@pytest.fixture
def filled(store: Store, tmp_path: Path) -> Store:
    put(store, tmp_path / "cases.csv", FIGURES)
    return store


def put(store: Store, path: Path, figures: dict[tuple[str, int], int], *, measure: str = MEASURE) -> None:
    """Import figures by state and year as an office hands them over."""
    head = "source_name,measure,country_iso3,start_date,end_date,date_precision,figure"
    rows = [f"An office,{measure},{code},{year}-01-01,{year}-12-31,year,{n}" for (code, year), n in figures.items()]
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    report = import_files(store, [path], by="Ana", now=NOW)[0]
    assert report.counts is not None
    assert not report.counts.quarantined


def shown_cells(store: Store) -> set[int]:
    """Return the figures that the page shows for any choice."""
    cells = Workshop(store).opened(store, None).published(MEASURE).cells.values()
    return {int(cell.number.amount.figure) for cell in cells if isinstance(cell, Shown) and cell.number.amount}


def numbers_in(briefing: Briefing) -> Iterator[Any]:
    """Return every number of the part in every table that a form makes of it."""
    tables = [table for table in briefing.tables() if table.name.startswith("protected")]
    yield from (value for table in tables for row in table.values for value in row if isinstance(value, int | float))
    for told in briefing.told():
        if told.measure == MEASURE and told.number.amount is not None:
            yield told.number.amount.figure
            yield from (part.amount.figure for part in told.number.making.parts)
    for table in (numbers_table(briefing), makings_table(briefing)):
        place = next(number for number, column in enumerate(table.columns) if column.name == "figure")
        yield from (row[place] for row in table.rows if row[place] is not None)


def test_no_briefing_of_any_states_tells_a_number_that_the_page_hides(filled: Store) -> None:
    allowed = shown_cells(filled)
    assert 407 in allowed
    assert not allowed & {3, 9, 8, 6}
    seen = {number for asked in ASKED for number in numbers_in(Workshop(filled).draft(asked, now=NOW))}
    assert seen
    assert seen <= allowed


def test_hidden_cells_say_so_in_words_on_paper_and_in_the_workbook(filled: Store) -> None:
    briefing = Workshop(filled).draft(REGION, now=NOW)
    text = text_of(FORMATS["pdf"].make(briefing, Paper.A4))
    assert "Identified cases, not prevalence." in text
    assert "hidden: somebody counted, and the figure is not shown" in text
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(briefing, Paper.A4)))
    sheet = next(one for one in book if "victims" in str(one["A1"].value))
    rows = {row[0]: row[2:5] for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert rows["Guyana"] == (216, 327, 407)
    assert rows["Belize"] == (None, "hidden", None)


def test_a_part_without_figures_is_left_out_unless_it_alone_was_asked_for(store: Store) -> None:
    keys = [section.key for section in Workshop(store).draft(REGION, now=NOW).sections]
    assert keys == ["summary", "sources", "making"]
    alone = Workshop(store).draft(replace(REGION, sections=("protection",)), now=NOW)
    assert [block.items[0][:22] for block in alone.blocks() if isinstance(block, Sentences)] == [
        "Nobody reported this h"
    ]


def test_the_public_gets_none(filled: Store) -> None:
    briefing = Workshop(filled).draft(replace(REGION, audience=Audience.PUBLIC), now=NOW)
    assert "protection" not in [section.key for section in briefing.sections]


def test_a_briefing_made_again_tells_them_only_where_they_are_as_they_were(filled: Store, tmp_path: Path) -> None:
    made = Workshop(filled).make(REGION, by="Ana", now=NOW)
    put(filled, tmp_path / "other.csv", {("GUY", 2023): 1_000}, measure="people_trained")
    again = Workshop(filled).again(made.id)
    assert again.sections == made.sections, "an import of something else changes none of them"
    put(filled, tmp_path / "more.csv", {("GUY", 2023): 408})
    later = Workshop(filled).again(made.id)
    part = next(section for section in later.sections if section.key == "protection")
    assert not [block for block in part.blocks if isinstance(block, TableBlock)]
    assert "make a new briefing" in " ".join(item for block in part.blocks for item in getattr(block, "items", ()))
    assert not {407, 408} & set(numbers_in(later))
    assert later.since is None, "no warning of another version of the program"
