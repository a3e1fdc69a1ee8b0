"""Slides carry id and code, charts that can be edited, words for every picture, and no text that runs over its box."""

import io
from typing import Any

import pytest
from pptx import Presentation

from dashboard.briefings.blocks import Cards, ChartBlock, MapBlock
from dashboard.briefings.content import Briefing
from dashboard.briefings.slide_plan import finding_of
from dashboard.briefings.slides import slides
from dashboard.fonts import Style, wrapped
from tests.dashboard.briefings.hostile import made_hostile

EMU_PER_POINT = 12700


def opened(briefing: Briefing) -> Any:
    return Presentation(io.BytesIO(slides(briefing)))


def shapes(deck: Any) -> list[Any]:
    return [shape for slide in deck.slides for shape in slide.shapes]


def test_slides_have_figures_id_code_charts_and_words_for_pictures(bahamas: Briefing) -> None:
    deck = opened(bahamas)
    text = "\n".join(shape.text_frame.text for shape in shapes(deck) if shape.has_text_frame)
    cards = [card.figure for block in bahamas.blocks() if isinstance(block, Cards) for card in block.cards]
    assert [figure for figure in cards if figure not in text] == []
    assert text.count(f"Briefing {bahamas.id}") == len(deck.slides)
    charts = [b for b in bahamas.blocks() if isinstance(b, ChartBlock) and b.kind != "lanes" and b.series]
    assert sum(shape.has_chart for shape in shapes(deck)) == len(charts)
    pictures = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in shapes(deck) if shape.shape_type == 13]
    assert all(pictures)
    assert {block.alt for block in bahamas.blocks() if isinstance(block, MapBlock)} <= set(pictures)


@pytest.mark.parametrize("is_hostile", [False, True])
def test_no_text_runs_over_its_box(bahamas: Briefing, is_hostile: bool) -> None:
    deck = opened(made_hostile(bahamas) if is_hostile else bahamas)
    for shape in shapes(deck):
        if shape.has_text_frame and shape.text_frame.text:
            width, height = shape.width / EMU_PER_POINT - 14.4, shape.height / EMU_PER_POINT
            used = 0.0
            for paragraph in shape.text_frame.paragraphs:
                run = paragraph.runs[0]
                style = Style.BOLD if run.font.bold else Style.REGULAR
                lines = wrapped(run.text, width=width, size=run.font.size.pt, style=style)
                used += len(lines) * run.font.size.pt * 1.2 + run.font.size.pt * 0.35
            assert used <= height + 2, shape.text_frame.text[:80]


def test_no_line_leads_through_days_on_which_nobody_counted(bahamas: Briefing) -> None:
    points = {b.title for b in bahamas.blocks() if isinstance(b, ChartBlock) and b.kind == "steps" and b.series}
    charts = [shape.chart for shape in shapes(opened(bahamas)) if shape.has_chart]
    lined = [chart for chart in charts if chart.plots[0]._element.tag.endswith("lineChart")]
    assert len(lined) == len(points) > 0
    for series in (series for chart in lined for series in chart.plots[0].series):
        assert series._element.xpath("c:spPr/a:ln/a:noFill")


def test_saint_vincent_does_not_end_a_title() -> None:
    alt = "People in shelters, St. Vincent & Grenadines, 15 April 2021: 4,136 in all. Highest: none."
    assert finding_of(alt) == "People in shelters, St. Vincent & Grenadines, 15 April 2021: 4,136 in all"
