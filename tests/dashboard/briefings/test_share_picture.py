"""The picture for messages has the figures whole, the map, its source and the way back, and fits where it must."""

import io
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PIL import Image

from dashboard.briefings.blocks import Cards, MapBlock, Section
from dashboard.briefings.content import Briefing
from dashboard.briefings.share_picture import HEIGHT, WIDTH, share_png, share_svg
from dashboard.fonts import Style, text_width
from tests.dashboard.briefings.hostile import made_hostile

SVG = "{http://www.w3.org/2000/svg}"
SIZES = {"s-title": 21, "m-small": 11, "s-note": 9.5, "m-note": 10.5}


def texts(content: bytes) -> list[str]:
    return ["".join(found.itertext()) for found in ET.fromstring(content).iter(f"{SVG}text")]


def cards(briefing: Briefing) -> list[str]:
    return [card.figure for block in briefing.blocks() if isinstance(block, Cards) for card in block.cards]


def test_the_picture_is_as_large_as_messengers_show_whole(bahamas: Briefing) -> None:
    assert Image.open(io.BytesIO(share_png(bahamas))).size == (1080, 1350)


def test_figures_are_whole_and_id_and_day_are_told(bahamas: Briefing) -> None:
    written = texts(share_svg(bahamas))
    assert set(cards(bahamas)) <= set(written)
    assert bahamas.subtitle in written
    assert any(bahamas.id in line for line in written)


def test_a_long_figure_is_never_cut(bahamas: Briefing) -> None:
    block = next(block for block in bahamas.blocks() if isinstance(block, Cards))
    long = tuple(replace(card, figure="more than about 1,234,567") for card in block.cards)
    section = replace(bahamas.sections[0], blocks=(Cards(long), *bahamas.sections[0].blocks[1:]))
    written = texts(share_svg(replace(bahamas, sections=(section, *bahamas.sections[1:]))))
    assert written.count("more than about 1,234,567") == len(long)


def test_without_a_map_the_sentences_stand_in_its_place(bahamas: Briefing) -> None:
    sections = tuple(
        Section(one.key, one.title, tuple(block for block in one.blocks if not isinstance(block, MapBlock)))
        for one in bahamas.sections
    )
    assert len(texts(share_svg(replace(bahamas, sections=sections)))) > 12


@pytest.mark.parametrize("change", [lambda briefing: briefing, made_hostile], ids=["real", "hostile"])
def test_no_line_runs_over_the_edge(bahamas: Briefing, change: object) -> None:
    root = ET.fromstring(share_svg(change(bahamas)))  # type: ignore[operator]  # one of the two above
    for found in root.findall(f"{SVG}text"):
        size = float(
            found.get("font-size") or {"s-title": 21, "m-small": 11, "s-note": 9.5}.get(found.get("class") or "", 10.5)
        )
        cut = Style.SEMIBOLD if found.get("class") in ("s-title", "s-figure") else Style.REGULAR
        right = float(found.get("x") or 0) + text_width("".join(found.itertext()), size=size, style=cut)
        assert right <= WIDTH
        assert float(found.get("y") or 0) <= HEIGHT


def test_hostile_text_is_no_markup(bahamas: Briefing) -> None:
    root = ET.fromstring(share_svg(made_hostile(bahamas)))
    assert not list(root.iter(f"{SVG}script"))
    assert not list(root.iter(f"{SVG}image"))
