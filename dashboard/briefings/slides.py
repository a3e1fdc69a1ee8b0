"""The briefing as slides: findings as titles, charts that can be edited, maps as pictures, id and code on each."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.util import Inches, Pt

from dashboard.briefings.blocks import Card, MapBlock, TableBlock
from dashboard.briefings.codes import qr_png
from dashboard.briefings.content import Briefing
from dashboard.briefings.map_picture import map_svg, svg_to_png
from dashboard.briefings.paper_text import drawable
from dashboard.briefings.slide_charts import add_chart
from dashboard.briefings.slide_plan import (
    BETWEEN,
    CARDS_HIGH,
    FIGURES_TEXT_SIZE,
    TEXT_SIZE,
    TITLE_SIZE,
    Group,
    Slide,
    planned,
)
from dashboard.briefings.slide_tables import MARGIN, NOTE_SIZE, SIZE, notes_height, row_height, widths_of
from dashboard.briefings.slide_text import (
    BOTTOM,
    GAP,
    HIGH,
    ROOM,
    SIDE,
    TOP,
    WIDE,
    ending_with_dots,
    fitting,
    height_of,
)
from dashboard.briefings.stamps import stamp
from dashboard.fonts import FAMILY
from dashboard.language import speaking

_TITLE_ONLY = 5
_TWO_LINES = 24.0
"""Size of a title of two lines; one of a single line may be larger."""

_BOLD = 0.94
"""Bold letters are a little wider; a box is taken for so much of its width."""

_SHARP = 1.6
"""Pixels of a map for each of its own: as many as a projector of 1920 shows."""

_INSETS = 0.1
"""What a box of text leaves free above and below together, in inches."""


def slides(briefing: Briefing) -> bytes:
    """Return a briefing as slides of 16 to 9."""
    with speaking(briefing.language):
        deck = Presentation()
        deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
        deck.core_properties.title = drawable(briefing.title)[:200]
        deck.core_properties.created = deck.core_properties.modified = briefing.made_at.replace(tzinfo=None)
        writing = _Writing(deck, briefing)
        writing.first()
        for slide in planned(briefing):
            writing.slide(slide)
        held = BytesIO()
        deck.save(held)
        return held.getvalue()


class _Writing:
    """One deck as it is written."""

    def __init__(self, deck: Any, briefing: Briefing) -> None:
        self._deck, self._briefing = deck, briefing
        self._accent = RGBColor(*bytes.fromhex(briefing.look.accent.lstrip("#")))  # type: ignore[no-untyped-call]  # python-pptx tells no types
        self._code = qr_png(briefing.link) if briefing.link else None

    def first(self) -> None:
        """Write the slide with title, day, and the code."""
        briefing, words = self._briefing, self._briefing.labels
        slide = self._titled(briefing.title, size=34)
        lines = (
            briefing.subtitle,
            briefing.look.office or words["program"],
            *briefing.look.standing,
            words[briefing.audience.value],
            words["made"].format(moment=stamp(briefing.made_at)),
            words["id"].format(id=briefing.id),
            briefing.way_back,
        )
        self._lines(slide, [ending_with_dots(line, size=18, most=2) for line in lines][:9], top=1.9, size=18)

    def slide(self, planned: Slide) -> None:
        """Write one slide with what was planned for it."""
        slide = self._titled(planned.title)
        if planned.picture is not None:
            self._map(slide, planned.picture)
        if planned.table is not None:
            self._table(slide, planned.table)
        self._charts(slide, planned)
        top = self._cards(slide, planned.cards)
        self._groups(slide, planned.groups, top, FIGURES_TEXT_SIZE if planned.cards else TEXT_SIZE)
        if planned.notes:
            slide.notes_slide.notes_text_frame.text = drawable("\n".join(planned.notes))

    def _titled(self, title: str, *, size: float = 24) -> Any:
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[_TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top = Inches(SIDE), Inches(0.35)
        shape.width, shape.height = Inches(ROOM), Inches(1.0)
        size = fitting(title, size=size, width=ROOM, most=1, smallest=_TWO_LINES)
        size = fitting(title, size=size, width=ROOM, most=2, smallest=14)
        words = ending_with_dots(title, size=size, most=2, width=ROOM * _BOLD)
        self._write(shape.text_frame, [words], size=size, bold=True)
        foot = self._briefing.labels["briefing"].format(id=self._briefing.id)
        self._box(slide, [foot], (SIDE, 7.0, 8.0, 0.35), size=10)
        if self._code is not None:
            place = (Inches(WIDE - 1.15), Inches(6.75), Inches(0.65), Inches(0.65))
            _name(slide.shapes.add_picture(BytesIO(self._code), *place), self._briefing.labels["again"])
        return slide

    def _cards(self, slide: Any, cards: Sequence[Card]) -> float:
        """Write headline figures side by side, and return where the next thing begins."""
        if not cards:
            return TOP
        width = (ROOM - BETWEEN * (len(cards) - 1)) / len(cards)
        figure_size = min(fitting(card.figure, size=28, width=width, most=1) for card in cards)
        for place, card in enumerate(cards):
            box = (SIDE + place * (width + BETWEEN), TOP, width, CARDS_HIGH)
            frame = self._box(slide, [ending_with_dots(card.label, size=12, most=1, width=width)], box, size=12)
            figure = ending_with_dots(card.figure, size=figure_size, most=1, width=width * _BOLD)
            self._write(frame, [figure], size=figure_size, bold=True, after=True)
            self._write(frame, [ending_with_dots(card.note, size=11, most=3, width=width)], size=11, after=True)
        return TOP + CARDS_HIGH + BETWEEN

    def _groups(self, slide: Any, groups: Iterable[Group], top: float, size: float) -> None:
        for group in groups:
            if group.title:
                title = ending_with_dots(group.title, size=TITLE_SIZE, most=1, width=ROOM * _BOLD)
                high = height_of("", TITLE_SIZE)
                self._box(slide, [title], (SIDE, top, ROOM, high + _INSETS), size=TITLE_SIZE, bold=True)
                top += high
            top += self._lines(slide, group.lines, top=top, size=size) + BETWEEN

    def _map(self, slide: Any, block: MapBlock) -> None:
        svg = map_svg(block.content, width=1000, height=430)
        picture = slide.shapes.add_picture(
            BytesIO(svg_to_png(svg, scale=_SHARP)), Inches(SIDE), Inches(TOP), width=Inches(11.6)
        )
        _name(picture, block.alt)

    def _charts(self, slide: Any, planned: Slide) -> None:
        count = len(planned.charts)
        for place, block in enumerate(planned.charts):
            width = (ROOM - BETWEEN * (count - 1)) / count
            left = SIDE + place * (width + BETWEEN)
            title = ending_with_dots(block.title, size=14, most=1, width=width * _BOLD)
            self._box(slide, [title], (left, TOP, width, 0.4), size=14, bold=True)
            frame = add_chart(slide, block, (left, TOP + 0.4, width, BOTTOM - TOP - 0.5))
            if frame is not None:
                _name(frame, block.alt)

    def _table(self, slide: Any, table: TableBlock) -> None:
        titles = tuple(column.title for column in table.columns)
        size = (Inches(SIDE), Inches(TOP), Inches(ROOM), Inches(0.3 * (len(table.rows) + 1)))
        frame = slide.shapes.add_table(len(table.rows) + 1, len(titles), *size)
        _name(frame, table.caption)
        grid, widths = frame.table, widths_of(table)
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = Inches(width)
        for row, cells in enumerate((titles, *table.rows)):
            grid.rows[row].height = Inches(row_height(cells, widths))
            for place, words in enumerate(cells):
                self._cell(grid.cell(row, place), words, is_head=row == 0, is_number=place in table.numeric)
        if table.notes:
            high = notes_height(table.notes)
            box = slide.shapes.add_textbox(Inches(SIDE), Inches(BOTTOM - high), Inches(ROOM - 1), Inches(high))
            self._write(box.text_frame, table.notes, size=NOTE_SIZE, gap=0)

    def _cell(self, cell: Any, words: str, *, is_head: bool, is_number: bool) -> None:
        cell.margin_top = cell.margin_bottom = Inches(MARGIN)
        if is_head:
            cell.fill.solid()
            cell.fill.fore_color.rgb = self._accent
        self._write(cell.text_frame, [words], size=SIZE, gap=0)
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT

    def _lines(self, slide: Any, lines: Sequence[str], *, top: float, size: float) -> float:
        """Write sentences over the whole width, and return how high they are."""
        high = sum(height_of(line, size) for line in lines)
        self._box(slide, lines, (SIDE, top, ROOM, high + _INSETS), size=size)
        return high

    def _box(self, slide: Any, lines: Sequence[str], box: tuple[float, ...], *, size: float, bold: bool = False) -> Any:
        shape = slide.shapes.add_textbox(*map(Inches, box))
        self._write(shape.text_frame, lines, size=size, bold=bold)
        return shape.text_frame

    def _write(
        self,
        frame: Any,
        lines: Sequence[str],
        *,
        size: float,
        bold: bool = False,
        gap: float = GAP,
        after: bool = False,
    ) -> None:
        """Write paragraphs into a frame, or after those that stand there already."""
        frame.word_wrap = True
        for place, line in enumerate(lines):
            paragraph = frame.add_paragraph() if place or after else frame.paragraphs[0]
            run = paragraph.add_run()
            run.text = drawable(line)
            run.font.name, run.font.size, run.font.bold = FAMILY, Pt(size), bold
            paragraph.space_after = Pt(size * gap)
            paragraph.alignment = PP_ALIGN.LEFT
            if bold:
                run.font.color.rgb = self._accent


def _name(shape: Any, words: str) -> None:
    """Give a picture, chart or table the words that are read out for it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", drawable(words))
