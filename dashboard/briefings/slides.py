"""The briefing as slides: findings as titles, charts that can be edited, maps as pictures, id and code on each."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.briefings.codes import qr_png
from dashboard.briefings.content import (
    Block,
    Briefing,
    Cards,
    ChartBlock,
    MapBlock,
    Sentences,
    TableBlock,
)
from dashboard.briefings.map_picture import map_svg, svg_to_png
from dashboard.briefings.paper_text import drawable
from dashboard.briefings.stamps import stamp
from dashboard.fonts import FAMILY, wrapped
from dashboard.language import speaking
from dashboard.palette import CATEGORIES, SURFACES, Theme

_WIDE, _HIGH, _SIDE = 13.333, 7.5, 0.6
_TOP, _BOTTOM = 1.45, 6.75
_SAFE = 0.88
"""A machine without our letters takes others, which are up to an eighth wider."""

_TITLE_ONLY = 5
_ROWS = 12
_MOST_LINES = 14


def slides(briefing: Briefing) -> bytes:
    """Return a briefing as slides of 16 to 9."""
    with speaking(briefing.language):
        deck = Presentation()
        deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_HIGH)
        deck.core_properties.title = drawable(briefing.title)[:200]
        deck.core_properties.created = deck.core_properties.modified = briefing.made_at.replace(tzinfo=None)
        writing = _Writing(deck, briefing)
        writing.first()
        for section in (*((briefing.since,) if briefing.since else ()), *briefing.sections):
            for block in section.blocks:
                writing.block(block, section.title)
        held = BytesIO()
        deck.save(held)
        return held.getvalue()


class _Writing:
    """One deck as it is written."""

    def __init__(self, deck: Any, briefing: Briefing) -> None:
        self._deck, self._briefing = deck, briefing
        self._accent = _rgb(briefing.look.accent)
        self._code = qr_png(briefing.link)

    def first(self) -> None:
        """Write the slide with title, day, and the code."""
        briefing, words = self._briefing, self._briefing.labels
        slide = self._slide(briefing.title, size=34)
        lines = [
            briefing.subtitle,
            briefing.look.office or words["program"],
            words[briefing.audience.value],
            words["made"].format(moment=stamp(briefing.made_at)),
            words["id"].format(id=briefing.id),
            briefing.link,
        ]
        self._lines(slide, [next(_pieces(line, 18, 2), "") for line in lines], top=1.9, size=18)

    def block(self, block: Block, title: str) -> None:
        """Write one block on as many slides as it needs."""
        match block:
            case Cards():
                lines = [f"{card.label}: {card.figure} ({card.note})" for card in block.cards]
                self._text_slides(title, lines, size=20)
            case Sentences():
                self._text_slides(block.title or title, block.items, size=16)
            case MapBlock():
                self._map(block)
            case ChartBlock(kind="lanes"):
                # Lanes have no scale in common: bars of one chart would compare what cannot be compared.
                self._table(block.table)
            case ChartBlock():
                self._chart(block)
            case TableBlock():
                self._table(block)

    def _slide(self, title: str, *, size: float = 24) -> Any:
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[_TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top = Inches(_SIDE), Inches(0.35)
        shape.width, shape.height = Inches(_WIDE - 2 * _SIDE), Inches(1.0)
        self._write(
            shape.text_frame, [drawable(title)[:160]], size=_fitting(title, _WIDE - 2 * _SIDE, size, 2), bold=True
        )
        foot = self._briefing.labels["briefing"].format(id=self._briefing.id)
        self._box(slide, [foot], left=_SIDE, top=7.0, width=8.0, height=0.35, size=10)
        code = slide.shapes.add_picture(
            BytesIO(self._code), Inches(_WIDE - 1.15), Inches(6.75), Inches(0.65), Inches(0.65)
        )
        _name(code, self._briefing.labels["again"])
        return slide

    def _text_slides(self, title: str, lines: Iterable[str], *, size: float) -> None:
        for part in _parts([drawable(line) for line in lines], size):
            self._lines(self._slide(title), part, top=_TOP, size=size)

    def _lines(self, slide: Any, lines: list[str], *, top: float, size: float) -> None:
        self._box(slide, lines, left=_SIDE, top=top, width=_WIDE - 2 * _SIDE, height=_BOTTOM - top, size=size)

    def _box(
        self, slide: Any, lines: list[str], *, left: float, top: float, width: float, height: float, size: float
    ) -> None:
        box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
        self._write(box.text_frame, [drawable(line) for line in lines], size=size)

    def _write(self, frame: Any, lines: list[str], *, size: float, bold: bool = False) -> None:
        frame.word_wrap = True
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = line
            run.font.name, run.font.size, run.font.bold = FAMILY, Pt(size), bold
            paragraph.space_after = Pt(size * 0.35)
            paragraph.alignment = PP_ALIGN.LEFT
            if bold:
                run.font.color.rgb = self._accent

    def _map(self, block: MapBlock) -> None:
        slide = self._slide(_finding(block.alt))
        svg = map_svg(block.content, width=1000, height=430)
        picture = slide.shapes.add_picture(BytesIO(svg_to_png(svg)), Inches(_SIDE), Inches(_TOP), width=Inches(11.6))
        _name(picture, block.alt)
        self._notes(slide, [block.title, block.alt, *block.notes])

    def _chart(self, block: ChartBlock) -> None:
        slide = self._slide(_finding(block.alt))
        self._notes(slide, [block.title, block.alt, *block.notes])
        ats = sorted({point.at for one in block.series for point in one.points}, key=str)
        if not ats:
            return
        data = CategoryChartData()  # type: ignore[no-untyped-call]  # python-pptx tells no types
        data.categories = [at.isoformat() if isinstance(at, date) else str(at) for at in ats]
        for one in block.series:
            known = {point.at: point.figure for point in one.points}
            add: Any = data.add_series  # python-pptx has no types
            add(drawable(one.name), [known.get(at) for at in ats])
        kind = XL_CHART_TYPE.COLUMN_CLUSTERED if block.kind != "steps" else XL_CHART_TYPE.LINE_MARKERS
        room = (Inches(_SIDE), Inches(_TOP), Inches(_WIDE - 2 * _SIDE), Inches(_BOTTOM - _TOP - 0.1))
        frame = slide.shapes.add_chart(kind, *room, data)
        _name(frame, block.alt)
        chart = frame.chart
        chart.font.name, chart.font.size = FAMILY, Pt(12)
        chart.has_legend = len(block.series) > 1
        if chart.has_legend:
            chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.has_title = False
        axis = chart.value_axis
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "#,##0", False
        axis.major_gridlines.format.line.color.rgb = _rgb(SURFACES[Theme.LIGHT].land_edge)
        axis.format.line.fill.background()
        for order, (plotted, one) in enumerate(zip(chart.plots[0].series, block.series, strict=True)):
            colour = _rgb(CATEGORIES[Theme.LIGHT][order % len(CATEGORIES[Theme.LIGHT])])
            if kind is XL_CHART_TYPE.LINE_MARKERS:
                plotted.smooth = False
                plotted.format.line.color.rgb = colour
                plotted.marker.format.fill.solid()
                plotted.marker.format.fill.fore_color.rgb = colour
            else:
                plotted.format.fill.solid()
                plotted.format.fill.fore_color.rgb = colour
            words = {point.at: point.words for point in one.points}
            for place, at in enumerate(ats):
                if at in words:
                    label = plotted.points[place].data_label.text_frame
                    label.text = drawable(words[at])
                    label.paragraphs[0].runs[0].font.size = Pt(10)

    def _table(self, block: TableBlock) -> None:
        shown = block.printed()
        for start in range(0, len(shown.rows), _ROWS):
            rows = shown.rows[start : start + _ROWS]
            slide = self._slide(block.caption)
            size = (Inches(_SIDE), Inches(_TOP), Inches(_WIDE - 2 * _SIDE), Inches(0.36 * (len(rows) + 1)))
            grid = slide.shapes.add_table(len(rows) + 1, len(shown.columns), *size)
            _name(grid, block.caption)
            for cell in grid.table.rows[0].cells:
                cell.fill.solid()
                cell.fill.fore_color.rgb = self._accent
            for row, cells in enumerate((tuple(column.title for column in shown.columns), *rows)):
                for place, words in enumerate(cells):
                    self._write(grid.table.cell(row, place).text_frame, [drawable(words)[:90]], size=11)

    def _notes(self, slide: Any, lines: list[str]) -> None:
        slide.notes_slide.notes_text_frame.text = drawable("\n".join(lines))


def _finding(alt: str) -> str:
    """Return the first sentence of a finding, for a title."""
    return alt.split(". ")[0][:160]


def _fitting(words: str, width: float, size: float, lines: int) -> float:
    """Return the largest size, up to the one wanted, in which words stand in so many lines."""
    while size > 10 and len(wrapped(words, width=width * 72 * _SAFE, size=size)) > lines:
        size -= 1
    return size


def _parts(lines: list[str], size: float) -> Iterator[list[str]]:
    """Yield as many lines as one slide holds."""
    part: list[str] = []
    used, most = 0, int(_MOST_LINES * 16 / size)
    for line in (piece for whole in lines for piece in _pieces(whole, size, most)):
        count = len(_broken(line, size))
        if part and used + count > most:
            yield part
            part, used = [], 0
        part.append(line)
        used += count
    if part:
        yield part


def _pieces(line: str, size: float, most: int) -> Iterator[str]:
    """Yield a line in pieces of no more lines on the slide than so many."""
    broken = _broken(drawable(line), size)
    for start in range(0, len(broken), most):
        yield " ".join(broken[start : start + most])


def _broken(line: str, size: float) -> list[str]:
    return wrapped(line, width=(_WIDE - 2 * _SIDE) * 72 * _SAFE, size=size)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]  # as above


def _name(shape: Any, words: str) -> None:
    """Give a picture, chart or table the words that are read out for it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", drawable(words))
