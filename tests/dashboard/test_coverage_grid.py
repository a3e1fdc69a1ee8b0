"""The grid says what is stored and, as plainly, what is not. All figures here are invented."""

import re
from datetime import date

from dashboard.coverage_grid import (
    coverage_grid,
    coverage_table,
    definitions_html,
    finding,
    grid_html,
    missing_lines,
)
from dashboard.formats import MISSING
from dashboard.headlines import MEASURE_LABELS
from data.queries.coverage import Coverage
from data.schema import MEASURES

TODAY = date(2025, 6, 30)
STATES = ("GUY", "JAM")
STORED = (
    Coverage("idps", "iom_dtm", "JAM", 4, date(2024, 1, 1), date(2025, 1, 31)),
    Coverage("idps", "idmc_gidd", "JAM", 2, date(2010, 1, 1), date(2012, 12, 31)),
    Coverage("refugees", "unhcr", "USA", 9, date(2024, 1, 1), date(2024, 12, 31)),
)


def test_a_pair_without_figures_is_missing_and_states_abroad_have_no_column() -> None:
    grid = coverage_grid(STORED, STATES)
    assert (grid.measures, grid.missing("idps")) == (("idps",), ("GUY",))
    assert len(grid.empty_measures) == len(MEASURES) - 1
    assert finding(grid) == "Something is stored for 1 of 66 pairs of measure and state (33 measures, 2 states)"


def test_a_cell_has_the_newest_year_and_a_missing_one_a_dash_and_words() -> None:
    html = grid_html(coverage_grid(STORED, STATES), today=TODAY)
    row = html.partition("<tbody>")[2]
    assert re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) == ["Internally displaced people", MISSING, "2025", "1/2"]
    assert 'class="nothing" title="Guyana, Internally displaced people: nothing is stored"' in row
    assert 'class="age-0" title="Jamaica, Internally displaced people: newest 31 Jan 2025, ' in row


def test_one_source_alone_shows_its_own_years() -> None:
    html = grid_html(coverage_grid(STORED, STATES, source="idmc_gidd"), today=TODAY)
    assert ">2012</td>" in html
    assert 'class="age-2"' in html
    assert "2025" not in html


def test_what_is_missing_is_said_in_words() -> None:
    first, last = missing_lines(coverage_grid(STORED, STATES))
    assert first == "Internally displaced people: Guyana"
    assert last.startswith("No state has a figure of: New displacements, Returned, ")


def test_the_table_twin_has_a_line_for_each_missing_pair_too() -> None:
    table = coverage_table(coverage_grid(STORED, STATES))
    assert len(table) == 2 * len(MEASURES) + 1
    idps = table[table["Measure"] == "Internally displaced people"]
    assert idps["State"].tolist() == ["Guyana", "Jamaica", "Jamaica"]
    assert idps["Records"].tolist() == [0, 4, 2]
    assert idps["Source"].tolist()[0] == "nothing stored"


def test_every_measure_is_defined_with_who_defines_it() -> None:
    html = definitions_html()
    assert html.count('scope="row"') == len(MEASURES) == len(MEASURE_LABELS)
    assert "people present in collective shelters at the date" in html
    assert "movements in a period: parts may be added over time" in html
