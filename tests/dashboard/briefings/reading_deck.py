"""Slides read back: their texts, and those that need more room than their box has."""

import io
from collections.abc import Iterator
from typing import Any

from pptx import Presentation

from dashboard.fonts import Style, wrapped

_EMU_PER_POINT = 12700
_LINE, _SIDES = 1.2, 14.4


def opened(content: bytes) -> Any:
    """Return the deck."""
    return Presentation(io.BytesIO(content))


def shapes(deck: Any) -> list[Any]:
    """Return every shape of every slide."""
    return [shape for slide in deck.slides for shape in slide.shapes]


def texts(deck: Any) -> Iterator[str]:
    """Return every text that is seen or spoken, slide by slide."""
    for slide in deck.slides:
        for shape in slide.shapes:
            yield shape._element.xpath(".//p:cNvPr")[0].get("descr") or ""
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            if getattr(shape, "has_chart", False) and shape.has_chart:
                yield from (plotted.name for plotted in shape.chart.plots[0].series)
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def texts_too_long(deck: Any) -> list[str]:
    """Return the texts that need more room than their box or cell has, or that reach beyond their slide."""
    found = []
    for shape in shapes(deck):
        if shape.top + shape.height > deck.slide_height or shape.left + shape.width > deck.slide_width:
            found.append(f"beyond the slide: {shape.name}")
        if shape.has_text_frame and _high(shape.text_frame, shape.width, _SIDES) > shape.height / _EMU_PER_POINT + 2:
            found.append(shape.text_frame.text)
        if shape.has_table:
            found += _cells_too_long(shape.table)
    return found


def _cells_too_long(table: Any) -> Iterator[str]:
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            if _high(cell.text_frame, column.width, _SIDES) > row.height / _EMU_PER_POINT + 2:
                yield cell.text


def _high(frame: Any, width: int, sides: float) -> float:
    """Return how high a text is, in points."""
    used = 0.0
    for paragraph in frame.paragraphs:
        if paragraph.runs:
            font = paragraph.runs[0].font
            style = Style.BOLD if font.bold else Style.REGULAR
            lines = wrapped(paragraph.text, width=width / _EMU_PER_POINT - sides, size=font.size.pt, style=style)
            used += len(lines) * font.size.pt * _LINE + (paragraph.space_after.pt if paragraph.space_after else 0)
    return used
