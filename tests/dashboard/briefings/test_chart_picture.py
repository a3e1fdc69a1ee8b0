"""A chart as a still picture is written in the language of the run and in the letters that ship."""

import re
from collections.abc import Iterator
from typing import cast

import altair as alt
import pytest

from dashboard import language
from dashboard.briefings.chart_picture import chart_png, chart_svg
from dashboard.fonts import FAMILY


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak French for one test."""
    monkeypatch.setitem(language.LANGUAGES, "fr", "Fran\u00e7ais")
    language.use_language("fr")
    yield
    language.use_language("en")


@pytest.fixture
def chart() -> alt.Chart:
    """Return invented counts of two months, with their numbers printed."""
    rows = [{"day": "2025-02-01", "figure": 1200.5}, {"day": "2025-08-01", "figure": 2400}]
    made = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_text()
        .encode(
            x=alt.X("yearmonth(day):T", title=None, axis=alt.Axis(format="%B %Y", tickCount=2)),
            y=alt.Y("figure:Q", title=None, axis=None),
            text=alt.Text("figure:Q", format=",.1f"),
        )
        .properties(width="container", height=80)
    )
    return cast(alt.Chart, made)  # Altair's own types do not tell which kind of chart comes back


def written(svg: str) -> set[str]:
    return set(re.findall(r"<text[^>]*>([^<]*)", svg))


@pytest.mark.usefixtures("french")
def test_numbers_and_months_are_written_in_the_language_of_the_run(chart: alt.Chart) -> None:
    words = {"1\u202f200,5", "2\u202f400,0", "avril 2025", "juillet 2025"}
    assert written(chart_svg(chart, width=500)) == words


def test_a_chart_is_as_wide_as_asked_and_in_our_letters(chart: alt.Chart) -> None:
    svg = chart_svg(chart, width=500)
    assert 'width="500"' in svg
    assert {"1,200.5", "2,400.0"} <= written(svg)
    families = set(re.findall(r'font-family="([^"]*)"', svg))
    assert len(families) == 1
    assert families.pop().startswith(f"'{FAMILY}'")


def test_a_chart_as_png_is_a_png(chart: alt.Chart) -> None:
    assert chart_png(chart, width=500).startswith(b"\x89PNG")
