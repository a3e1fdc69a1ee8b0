"""A briefing on paper: every figure in it, read in the right order, nothing off the page, and no text that runs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dashboard.briefings.blocks import Cards, Column, Section, Sentences, TableBlock
from dashboard.briefings.content import Briefing, Look, Paper
from dashboard.briefings.paper_text import breakable, column_widths, drawable
from dashboard.briefings.pdf import pdf
from dashboard.briefings.requests import BriefingRequest, scope_of
from dashboard.fonts import missing_glyphs, text_width
from tests.dashboard.briefings.reading_pdf import letters_outside, tags_of, text_of

HOSTILE = r"#eval(1) $x^2$ *bold* _it_ @label <label> \u{41} `raw` // /* */ #image(\"x\") = Head"
BAHAMAS = BriefingRequest(scope_of(["BHS"]), date(2019, 9, 14))


@pytest.fixture(scope="module")
def printed(bahamas: Briefing) -> bytes:
    return pdf(bahamas)


def test_the_paper_has_every_figure_and_sentence(bahamas: Briefing, printed: bytes) -> None:
    text = text_of(printed).replace("\n", " ")
    cards = [card.figure for block in bahamas.blocks() if isinstance(block, Cards) for card in block.cards]
    cells = [cell for table in bahamas.tables() for row in table.printed().rows for cell in row if "//" not in cell]
    sentences = [item for block in bahamas.blocks() if isinstance(block, Sentences) for item in block.items]
    missing = [words for words in (*cards, *cells) if " ".join(words.split()) not in text]
    letters = "".join(text.split())
    missing += [words for words in sentences if "".join(words.split()) not in letters]
    assert missing == []


def test_each_page_has_the_id_and_its_number(bahamas: Briefing, printed: bytes) -> None:
    pages = text_of(printed).split("\n")
    assert len(pages) > 3
    for number, words in enumerate(pages, start=1):
        assert f"Briefing {bahamas.id}" in words
        assert f"Page {number} of {len(pages)}" in words


def test_a_screen_reader_is_told_title_parts_pictures_and_tables_in_their_order(
    bahamas: Briefing, printed: bytes
) -> None:
    tags = tags_of(printed)
    told = [alt for tag, alt in tags if tag == "/Figure" and alt]
    pictures = [block.alt for block in bahamas.blocks() if hasattr(block, "alt")]
    assert told == pictures
    names = [tag for tag, _alt in tags]
    assert names.count("/H1") == len(bahamas.sections)
    assert names.index("/Title") < names.index("/H1") < names.index("/Figure") < names.index("/Table")
    assert names.count("/TH") >= names.count("/Table") > 5


@pytest.mark.parametrize("paper", list(Paper))
def test_no_letter_stands_outside_its_page(bahamas: Briefing, paper: Paper) -> None:
    assert letters_outside(pdf(bahamas, paper)) == []


def test_the_same_briefing_gives_the_same_bytes(bahamas: Briefing, printed: bytes) -> None:
    assert pdf(bahamas) == printed


def test_text_from_data_is_printed_letter_for_letter_and_never_run(bahamas: Briefing) -> None:
    long_word = "W" * 300
    section = Section("summary", HOSTILE, (Sentences((HOSTILE, long_word), HOSTILE), *_hostile_table(bahamas)))
    look = Look(office=HOSTILE, standing=(HOSTILE,))
    content = pdf(replace(bahamas, title=HOSTILE, subtitle=HOSTILE, sections=(section,), look=look))
    letters = "".join(text_of(content).split())
    assert letters.count("".join(HOSTILE.split())) >= 8
    assert letters.count("W") >= 300
    assert letters_outside(content) == []


def _hostile_table(bahamas: Briefing) -> tuple[TableBlock, ...]:
    table = next(table for table in bahamas.tables() if table.rows)
    return (replace(table, caption=HOSTILE, rows=tuple(tuple(HOSTILE for _cell in row) for row in table.rows[:2])),)


@pytest.mark.parametrize("change", [lambda text: text, str.upper], ids=["as written", "in capitals"])
def test_no_letter_of_a_briefing_is_missing_from_the_family(bahamas: Briefing, change: Callable[[str], str]) -> None:
    words = [cell for table in bahamas.tables() for row in table.rows for cell in row]
    assert missing_glyphs(change("".join(words))) == ""


def test_a_letter_that_the_family_has_not_becomes_a_question_mark() -> None:
    assert drawable("Ouest \U0001f3dd\x07 d'Haïti") == "Ouest ?  d'Haïti"


@pytest.mark.parametrize("word", ["https://example.org/a-page/with/a/very/long/address.html?x=1", "A" * 100])
def test_a_word_longer_than_a_line_can_be_broken(word: str) -> None:
    broken = breakable(word)
    assert broken.replace("\u200b", "") == word
    assert max(map(len, broken.split("\u200b"))) <= 24


def widths(*cells: str, room: float, titles: tuple[str, ...] = ()) -> list[float]:
    columns = tuple(Column(title, title) for title in titles or ("A",) * len(cells))
    return column_widths(TableBlock("small", "Invented", columns, (cells,), (cells,)), room)


def test_columns_of_a_table_are_as_wide_as_they_need_and_the_widest_gives_way() -> None:
    short, long, longest = "Kingston", "Internally displaced people", "a very long sentence " * 4
    assert widths(short, short, room=60) == [1.0, 0.0]
    titled = widths(short, short, room=14, titles=("A title of many words", "Another title"))
    assert min(titled) > text_width(short, size=1), "a title is broken before a cell is"
    whole = widths(short, long, longest, room=40)
    assert sum(whole) == pytest.approx(40, abs=0.2)
    assert whole[1] >= text_width(long, size=1)
    assert whole[2] < text_width(longest, size=1)
