"""Briefings of the region and four states, in five languages and all forms, of figures that ship, read by machine."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from dashboard.briefings.blocks import Cards, ChartBlock, MapBlock, Sentences
from dashboard.briefings.chart_picture import chart_svg
from dashboard.briefings.content import Briefing
from dashboard.briefings.file_tables import FileTable
from dashboard.briefings.pdf import CHART_SIZE, COURSE_SIZE
from dashboard.briefings.workbook import sheets_of
from dashboard.briefings.workshop import Workshop
from dashboard.fonts import missing_glyphs
from dashboard.language import speaking
from data.filled_store import open_filled_store
from tests.dashboard.briefings import reading_deck
from tests.dashboard.briefings.made import EVERYWHERE, Made
from tests.dashboard.briefings.reading_pdf import (
    empty_share,
    letters_outside,
    letters_without_a_glyph,
    marks_out_of_order,
    tags_of,
    text_of,
)
from tests.dashboard.briefings.reading_svg import texts_outside
from tests.dashboard.briefings.reading_words import english_only, names_in, words_of
from tests.dashboard.briefings.test_web_page import Reading

MOST_PAGES, MOST_SLIDES = 9, 12


def each(pairs: Sequence[tuple[str, str]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("name", "language"), pairs, ids=[" ".join(pair) for pair in pairs])


@pytest.fixture(scope="module")
def made(filled_store: Path) -> Made:
    return Made(Workshop(open_filled_store(str(filled_store))), names_in(filled_store))


def english_in(made: Made, language: str, text: str) -> set[str]:
    """Return the words of a text that are English and no name; of a text that may be English none."""
    return set() if language == "en" else (words_of(text) & english_only(language)) - made.names


def sentences(briefing: Briefing) -> list[str]:
    return [item for block in briefing.blocks() if isinstance(block, Sentences) for item in block.items]


def cards(briefing: Briefing) -> list[str]:
    return [card.figure for block in briefing.blocks() if isinstance(block, Cards) for card in block.cards]


def bare(text: str) -> str:
    return "".join(text.replace("\u200b", "").split())


@each(EVERYWHERE)
def test_paper_has_every_figure_in_the_order_of_reading(made: Made, name: str, language: str) -> None:
    briefing = made.briefing(name, language)
    text = bare(text_of(made.file(name, language, "pdf")))
    cells = [cell for table in briefing.tables() for row in table.printed().rows for cell in row if "//" not in cell]
    assert [words for words in (*cards(briefing), *cells, *sentences(briefing)) if bare(words) not in text] == []
    places: list[int] = []
    for title in (section.title for section in briefing.sections):
        places.append(text.index(bare(title), places[-1] if places else 0))
    assert places == sorted(places)


@each(EVERYWHERE)
def test_a_screen_reader_is_told_all_pictures_and_tables_in_their_order(made: Made, name: str, language: str) -> None:
    briefing, paper = made.briefing(name, language), made.file(name, language, "pdf")
    tags = tags_of(paper)
    drawn = [block for block in briefing.blocks() if isinstance(block, MapBlock | ChartBlock)]
    assert [alt for tag, alt in tags if tag == "/Figure"] == [block.alt for block in drawn]
    assert [tag for tag, _alt in tags].count("/H1") == len(briefing.sections)
    printed = [table.printed() for table in briefing.tables() if table.printed_rows != 0 and table.rows]
    names = [tag for tag, _alt in tags]
    assert names.count("/TR") == sum(len(table.rows) + 1 for table in printed)
    assert names.count("/TH") == sum(len(table.columns) for table in printed)
    assert marks_out_of_order(paper) == []


@each(EVERYWHERE)
def test_no_letter_is_missing_on_paper_or_stands_outside(made: Made, name: str, language: str) -> None:
    paper = made.file(name, language, "pdf")
    assert letters_without_a_glyph(paper) == 0
    assert missing_glyphs(text_of(paper)) == ""
    assert letters_outside(paper) == []
    empty = empty_share(paper)
    assert 3 <= len(empty) <= MOST_PAGES
    assert [share for share in empty[:-1] if share > 0.4] == [], "a page is left half empty"


@each(EVERYWHERE)
def test_no_word_of_a_chart_is_cut_at_its_edge(made: Made, name: str, language: str) -> None:
    charts = [block for block in made.briefing(name, language).blocks() if isinstance(block, ChartBlock)]
    with speaking(language):
        for block in charts:
            width, height = COURSE_SIZE if block.kind == "lanes" else CHART_SIZE
            assert texts_outside(chart_svg(block.chart, width=width, height=height)) == [], block.title


@each([pair for pair in EVERYWHERE if pair[1] != "en"])
def test_no_english_is_left_on_paper_and_in_the_workbook(made: Made, name: str, language: str) -> None:
    assert english_in(made, language, text_of(made.file(name, language, "pdf"))) == set()
    book = openpyxl.load_workbook(io.BytesIO(made.file(name, language, "xlsx")), read_only=True)
    first = [str(value) for row in book.worksheets[0].iter_rows(values_only=True) for value in row if value]
    with speaking(language):
        cells = [words for table in sheets_of(made.briefing(name, language)) for words in said_in(table)]
    assert english_in(made, language, "\n".join([*book.sheetnames, *first, *cells])) == set()


def said_in(table: FileTable) -> Iterator[str]:
    """Return the words of a table that people read: its title, notes and columns, but no codes for programs."""
    yield from (table.title, *table.notes, *(column.title for column in table.columns))
    for place, column in enumerate(table.columns):
        if "+code" not in column.hxl and column.name != "quantifier":
            yield from (str(row[place]) for row in table.rows if isinstance(row[place], str))


@each(EVERYWHERE)
def test_files_for_programs_hold_numbers_and_run_nothing(made: Made, name: str, language: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made.file(name, language, "xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n", "d"}
    with zipfile.ZipFile(io.BytesIO(made.file(name, language, "zip"))) as pack:
        files = {one: pack.read(one).decode("utf-8") for one in pack.namelist()}
    cells = [
        cell for one in files if one.endswith(".csv") for row in csv.reader(io.StringIO(files[one])) for cell in row
    ]
    assert [cell for cell in cells if cell[:1] in tuple("=+@") or re.match(r"-\D", cell)] == []
    assert json.loads(files["datapackage.json"])["language"] == language


@each(EVERYWHERE)
def test_slides_are_few_hold_their_texts_and_speak_one_language(made: Made, name: str, language: str) -> None:
    briefing, deck = made.briefing(name, language), reading_deck.opened(made.file(name, language, "pptx"))
    text = "\n".join(reading_deck.texts(deck))
    assert len(deck.slides) <= MOST_SLIDES
    assert reading_deck.texts_too_long(deck) == []
    assert [figure for figure in cards(briefing) if figure not in text] == []
    assert missing_glyphs(text) == ""
    assert english_in(made, language, text) == set()


@each(EVERYWHERE)
def test_the_page_asks_nobody_and_speaks_one_language(made: Made, name: str, language: str) -> None:
    page = made.file(name, language, "html")
    read = Reading(page)
    assert read.attributes("src") == []
    assert all(re.match(r"#|https?://", address) for address in read.attributes("href"))
    assert all(one.startswith((b"data:", b"#")) for one in re.findall(rb"url\(([^)]*)\)", page))
    body = "\n".join(shown(read))
    assert [
        words
        for words in (*cards(made.briefing(name, language)), *sentences(made.briefing(name, language)))
        if words not in body
    ] == []
    assert english_in(made, language, body) == set()


def shown(read: Reading) -> Iterator[str]:
    """Return the texts of a page without its style sheet, and those that are read out."""
    yield from (words for words in read.words if "{" not in words)
    for name in ("aria-label", "title", "alt"):
        yield from read.attributes(name)


@each(EVERYWHERE)
def test_the_picture_for_messages_is_whole_and_speaks_one_language(made: Made, name: str, language: str) -> None:
    assert Image.open(io.BytesIO(made.file(name, language, "png"))).size == (1080, 1350)
    drawn = made.file(name, language, "svg").decode("utf-8")
    written = re.findall(r"<text[^>]*>([^<]*)", drawn)
    assert [figure for figure in cards(made.briefing(name, language)) if figure not in " ".join(written)] == []
    assert english_in(made, language, "\n".join(written)) == set()
