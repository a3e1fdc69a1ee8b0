"""What is hidden stays hidden: small cells, the second ones beside them, and what is said of the shown ones.

All figures are invented.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.disclosure import audit, suppression
from data.disclosure.audit import NotProved
from data.disclosure.lattice import Key, Lattice
from data.disclosure.published import Hidden, NotCounted, Shown
from data.disclosure.suppression import hide
from data.queries.answer import LeftOut, Reason
from tests.data.disclosure.attacker import intervals, recovered, subtracted
from tests.data.disclosure.invented import BY_SEX, by_country, hidden, lattice, number, shown


def test_a_table_without_small_cells_is_shown_whole() -> None:
    cells = by_country({("GUY", 2020): 199, ("GUY", 2021): 216})
    assert shown(hide(lattice(cells))) == cells


@pytest.mark.parametrize("figure", [0, 1, 10])
def test_a_small_cell_is_hidden_with_the_total_that_would_give_it_away(figure: int) -> None:
    cells = by_country({("GUY", 2020): 199, ("SUR", 2020): figure})
    assert shown(hide(lattice(cells))) == {("GUY", 2020): 199}


def test_eleven_people_are_shown() -> None:
    assert hidden(hide(lattice(by_country({("SUR", 2020): 11, ("GUY", 2020): 199})))) == set()


def test_a_cell_that_nobody_counted_is_neither_shown_nor_hidden() -> None:
    table = hide(lattice(by_country({("SUR", 2020): 0})))
    assert table.cell(("SUR", 2020)) == Hidden()
    assert table.cell(("HTI", 2020)) == NotCounted()


def test_a_small_and_a_second_cell_look_alike() -> None:
    table = hide(lattice(by_country({("SUR", 2020): 3, ("GUY", 2020): 199})))
    assert table.cell(("SUR", 2020)) == table.cell((None, 2020)) == Hidden()
    assert repr(table.cell(("SUR", 2020))) == repr(table.cell((None, 2020))) == "Hidden()"


def test_the_least_worth_cell_gives_way() -> None:
    cells: dict[Key, float] = {
        ("GUY", 2020, None): 199, (None, 2020, None): 199,
        ("GUY", 2020, "female"): 150, ("GUY", 2020, "male"): 45, ("GUY", 2020, "other"): 4,
    }  # fmt: skip
    assert hidden(hide(lattice(cells, BY_SEX))) == {("GUY", 2020, "other"), ("GUY", 2020, "male")}


def test_people_of_a_total_whose_sex_is_not_told_cannot_be_worked_out_either() -> None:
    cells: dict[Key, float] = {
        ("GUY", 2020, None): 199, (None, 2020, None): 199,
        ("GUY", 2020, "female"): 150, ("GUY", 2020, "male"): 46,
    }  # fmt: skip
    assert hidden(hide(lattice(cells, BY_SEX))) == {("GUY", 2020, "male")}


def test_two_small_cells_under_a_small_total_take_the_total_along() -> None:
    """8 and 9 make 17: whoever knows that both are small knows that each is 7 to 10."""
    cells = by_country({("SUR", 2020): 8, ("GUY", 2020): 9})
    assert hidden(hide(lattice(cells))) == set(cells)


def test_what_a_shown_number_tells_of_its_making_repeats_no_small_part() -> None:
    whole = number(24, "GUY", parts=6)
    beside = LeftOut(Reason.OTHER_SOURCE, number(7, "GUY").making.parts[0])
    whole = replace(whole, making=replace(whole.making, left_out=(beside, beside)))
    table = hide(Lattice(("country", "year"), (("country", "year"),), {("GUY", 2020): whole}))
    cell = table.cell(("GUY", 2020))
    assert isinstance(cell, Shown)
    assert [part.amount for part in cell.number.making.parts] == [whole.amount]
    assert cell.number.making.left_out == (LeftOut(Reason.OTHER_SOURCE),)


def test_a_shown_total_of_hidden_parts_names_only_the_shown_ones() -> None:
    figures = {("GUY", 2020): 199, ("SUR", 2020): 3, ("HTI", 2020): 8, ("JAM", 2020): 6, ("BLZ", 2020): 5}
    cells = {key: number(figure, str(key[0])) for key, figure in by_country(figures).items()}
    of_all = tuple(part for key, one in cells.items() if key[0] for part in one.making.parts)
    total = cells[None, 2020]
    cells[None, 2020] = replace(total, making=replace(total.making, parts=of_all))
    table = hide(Lattice(("country", "year"), (("country", "year"), ("year",)), cells))
    cell = table.cell((None, 2020))
    assert isinstance(cell, Shown)
    assert [(part.country_iso3, part.amount.figure) for part in cell.number.making.parts] == [("GUY", 199)]


def test_cells_together_are_hidden_as_soon_as_one_of_them_is() -> None:
    table = hide(lattice(by_country({("GUY", 2019): 102, ("GUY", 2020): 199, ("GUY", 2021): 4})))
    both = table.added([("GUY", 2019), ("GUY", 2020), ("GUY", 2010)], units_known=3, unit_word="country")
    assert isinstance(both, Shown)
    assert both.number.amount is not None
    assert both.number.amount.figure == 301
    assert table.added([("GUY", 2019), ("GUY", 2021)], units_known=2, unit_word="country") == Hidden()
    assert table.added([("GUY", 2010)], units_known=1, unit_word="country") == NotCounted()


def test_a_proof_that_fails_hides_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> set[int]:
        raise NotProved("invented")

    monkeypatch.setattr(suppression, "unsafe_terms", failing)
    table = hide(lattice(by_country({("GUY", 2020): 199, ("SUR", 2020): 3, ("GUY", 2021): 216})))
    assert (shown(table), table.is_proved) == ({}, False)


def test_the_smallest_figure_that_is_shown_can_be_raised_and_not_lowered() -> None:
    cells = by_country({("GUY", 2020): 15})
    assert hidden(hide(lattice(cells), fewest=20)) == set(cells)
    with pytest.raises(ValueError, match="at least 11 people"):
        hide(lattice(cells), fewest=10)


def test_a_table_in_which_a_sum_would_escape_the_proof_is_refused() -> None:
    with pytest.raises(ValueError, match="no face stands between"):
        Lattice(("country", "year"), (("country", "year"), ()), {})
    with pytest.raises(ValueError, match="is not in the table"):
        lattice({("GUY", 2020): 12.0})


NOT_TOLD = "sex not told"


@st.composite
def tables(draw: st.DrawFn) -> dict[Key, float]:
    """Return a table of up to five countries in one or two years, by sex, and people whose sex is not told."""
    figure = st.one_of(st.integers(0, 14), st.integers(0, 300))
    places = st.tuples(st.sampled_from(["GUY", "SUR", "HTI", "JAM", "BLZ"]), st.sampled_from([2020, 2021]))
    parts = draw(st.dictionaries(places, st.lists(figure, min_size=2, max_size=3), min_size=1, max_size=5))
    cells: dict[Key, float] = {}
    for (country, year), own in parts.items():
        split = dict(zip(("female", "male", "other"), own, strict=False))
        if not_told := draw(st.sampled_from([0, 0, 5, 40])):
            split[NOT_TOLD] = not_told
        cells |= {(country, year, sex): people for sex, people in split.items()}
        cells[country, year, None] = sum(split.values())
        cells[None, year, None] = cells.get((None, year, None), 0) + sum(split.values())
    return cells


@settings(max_examples=15, deadline=None)
@given(tables())
def test_no_attacker_narrows_a_hidden_cell_of_any_table(true: dict[Key, float]) -> None:
    cells = {key: figure for key, figure in true.items() if key[2] != NOT_TOLD}
    small = {key for key, figure in true.items() if figure < 11}
    table = hide(lattice(cells, BY_SEX))
    seen = shown(table)
    assert all(seen[key] == cells[key] >= 11 for key in seen)
    protected = hidden(table) | small
    assert not protected & subtracted(set(true), seen).keys()
    assert all(interval.width >= 11 for key, interval in intervals(true, seen).items() if key in protected)
    knowing = intervals(true, seen, small=small)
    assert {(interval.low, interval.high) for key, interval in knowing.items() if key in small} <= {(0, 10)}


def test_without_second_cells_the_attacker_finds_some(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof that the tests of this module can fail."""
    monkeypatch.setattr(suppression, "with_seconds", lambda _sums, hidden: hidden)
    monkeypatch.setattr(suppression, "unsafe_terms", lambda *_: set())
    cells = by_country({("GUY", 2020): 199, ("SUR", 2020): 3, ("GUY", 2021): 216})
    seen = shown(hide(lattice(cells)))
    assert subtracted(set(cells), seen) == {("SUR", 2020): 3}
    assert recovered(intervals(cells, seen)) == {("SUR", 2020)}


def test_the_proof_finds_what_one_rule_overlooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second cell in every sum is not enough where the second holds too few people."""
    cells = by_country({("SUR", 2020): 8, ("GUY", 2020): 9, ("HTI", 2020): 200})
    monkeypatch.setattr(suppression, "unsafe_terms", lambda *_: set())
    assert intervals(cells, shown(hide(lattice(cells))), small={("SUR", 2020), ("GUY", 2020)})["SUR", 2020].low == 7
    monkeypatch.setattr(suppression, "unsafe_terms", audit.unsafe_terms)
    assert hidden(hide(lattice(cells))) == {("SUR", 2020), ("GUY", 2020), (None, 2020)}
