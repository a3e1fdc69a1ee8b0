"""Somebody tries to recover hidden figures from all that the page Protection ever shows. The figures are invented."""

import re
from datetime import date

import pytest

from dashboard.charts.protected_chart import chart_rows, protected_chart
from dashboard.palette import Theme
from dashboard.protection_views import download_table, findings, reading, table_html, told_of
from dashboard.selection import Selection
from data.disclosure import suppression
from data.disclosure.lattice import Key, Lattice
from data.disclosure.protected_counts import AXES, FACES
from data.disclosure.published import Published
from data.disclosure.suppression import hide
from tests.data.disclosure.attacker import intervals, recovered, subtracted
from tests.data.disclosure.invented import number

MEASURE = "trafficking_victims_identified"
GUYANA = {2019: 102, 2020: 199, 2021: 216, 2022: 327, 2023: 407, 2024: 416}
OTHERS = {
    ("SUR", 2020): 3, ("SUR", 2021): 5743, ("JAM", 2021): 0, ("JAM", 2022): 9, ("BLZ", 2022): 8, ("HTI", 2023): 7,
    ("HTI", 2024): 88, ("TTO", 2024): 10, ("TTO", 2023): 6, ("BHS", 2023): 4,
}  # fmt: skip


def true_cells() -> dict[Key, float]:
    """Return the whole table by state and year, with the total of each year."""
    figures = {("GUY", year): figure for year, figure in GUYANA.items()} | OTHERS
    cells: dict[Key, float] = {}
    for (place, year), figure in figures.items():
        cells[place, year, None, None] = float(figure)
        cells[None, year, None, None] = cells.get((None, year, None, None), 0.0) + figure
    return cells


def published() -> Published:
    cells = {key: number(figure, str(key[0])) for key, figure in true_cells().items()}
    return hide(Lattice(AXES, FACES, cells))


def seen_on_the_page(table: Published) -> dict[Key, float]:
    """Return every figure that any filter of states and days shows: table, chart, download and makings."""
    seen: dict[Key, float] = {}
    for scope in (
        (),
        *((place,) for place in ("GUY", "SUR", "JAM", "BLZ", "HTI", "TTO", "BHS")),
        ("GUY", "SUR", "HTI"),
    ):
        for year in range(2019, 2026):
            shown = reading(table, MEASURE, Selection(date(year, 6, 30), countries=scope))
            frame = download_table(shown).dropna(subset=["Figure"])
            for code, own, figure in zip(frame["Code"], frame["Year"], frame["Figure"], strict=True):
                seen[code or None, int(own), None, None] = float(figure)
            drawn = [row["figure"] for row in chart_rows(shown) if "figure" in row]
            told = [one.number.amount.figure for one in told_of(shown) if one.number.amount is not None]
            assert set(drawn) | set(told) <= set(seen.values())
    return seen


def test_nothing_hidden_is_recovered_from_all_that_the_page_shows() -> None:
    true, seen = true_cells(), seen_on_the_page(published())
    assert len(seen) >= len(GUYANA)
    assert all(true[key] == figure >= 11 for key, figure in seen.items())
    assert subtracted(set(true), seen) == {}
    found = intervals(true, seen)
    assert recovered(found) == set()
    assert all(interval.width >= 11 for interval in found.values())


def test_with_second_cells_switched_off_some_are_recovered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "with_seconds", lambda _sums, hidden: hidden)
    monkeypatch.setattr(suppression, "unsafe_terms", lambda *_: set())
    true, seen = true_cells(), seen_on_the_page(published())
    assert ("SUR", 2020, None, None) in subtracted(set(true), seen)
    assert recovered(intervals(true, seen)) != set()


def test_words_and_pictures_hold_no_hidden_figure_and_order_is_by_name() -> None:
    table = published()
    shown = reading(table, MEASURE, Selection(date(2025, 6, 30)))
    seen = seen_on_the_page(table)
    hidden = {str(int(figure)) for key, figure in true_cells().items() if key not in seen}
    spec = str(protected_chart(shown, Theme.LIGHT).to_dict()["data"])
    for text in (re.sub(r"<[^>]+>", " ", table_html(shown)), " ".join(findings(shown)), spec):
        numbers = set(re.findall(r"\d+", text.replace(",", "")))
        assert not {figure for figure in hidden if len(figure) > 2} & numbers
    assert [row["state"] for row in chart_rows(shown)] == sorted(row["state"] for row in chart_rows(shown))
