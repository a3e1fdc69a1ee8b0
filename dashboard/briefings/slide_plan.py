"""What stands on which slide: a deck that a meeting can sit through, with the rest left to the workbook.

A slide is planned as values; ``slides`` draws it. Sentences of parts that have nothing but sentences share slides.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.briefings.blocks import Block, Card, Cards, ChartBlock, MapBlock, Section, Sentences, TableBlock
from dashboard.briefings.content import Briefing
from dashboard.briefings.makings import made_lines
from dashboard.briefings.slide_tables import fitted
from dashboard.briefings.slide_text import BOTTOM, TOP, ending_with_dots, height_of
from dashboard.language import gettext as _
from dashboard.table_views import Told

MOST_CHARTS = 4
"""Charts on slides; paper and web page have all of them."""

TITLE_SIZE, TEXT_SIZE, FIGURES_TEXT_SIZE = 16.0, 15.0, 14.0
CARDS_HIGH, BETWEEN = 1.75, 0.2
"""Height of the headline figures, and what is left free below them and between parts, in inches."""

_INSETS = 0.1
_HIGH = BOTTOM - TOP - _INSETS
_LONGEST = 8
"""Lines of one sentence; a longer one ends with dots."""

_MOST_TABLES = {"shelters": 1, "unknown": 0}
"""Parts that show no more tables than this; the others are lists for the workbook, and are named."""

_SAID_BESIDE = ("protection",)
"""Parts whose sentences stand on the slides of their tables."""

_MOST_NOTED = 30
"""Numbers whose making is told in the notes of a slide; the workbook has that of every one."""
_END = re.compile(r"(?<!\bSt)\. ")
"""Where a sentence ends; St. Vincent goes on."""


@dataclass(frozen=True)
class Group:
    """Sentences below a title of their own."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Slide:
    """One slide: a title, at most one kind of thing below it beside text, and what the speaker is told.

    Attributes:
        title: what it says.
        cards: headline figures, side by side.
        groups: sentences.
        picture: a map.
        charts: one chart, or two side by side.
        table: a table whose rows all fit.
        notes: the finding in words, and how each number on the slide was made.
    """

    title: str
    cards: tuple[Card, ...] = ()
    groups: tuple[Group, ...] = ()
    picture: MapBlock | None = None
    charts: tuple[ChartBlock, ...] = ()
    table: TableBlock | None = None
    notes: tuple[str, ...] = ()


def planned(briefing: Briefing) -> tuple[Slide, ...]:
    """Return the slides of a briefing behind its first one, in the language of the run."""
    since = (briefing.since,) if briefing.since is not None else ()
    planning = _Planning()
    for section in (*since, *briefing.sections):
        planning.add(section)
    return (*planning.slides, *_text_slides(_joined(planning.waiting)))


class _Planning:
    """The slides planned so far, and the sentences that wait for a slide of their own."""

    def __init__(self) -> None:
        self.slides: list[Slide] = []
        self.waiting: list[Group] = []
        self._charts_left = MOST_CHARTS

    def add(self, section: Section) -> None:
        """Plan one part; who counted comes last, behind all that is said."""
        if section.key == "sources":
            self.slides += _text_slides(_joined(self.waiting))
            self.waiting = []
        cards = next((block for block in section.blocks if isinstance(block, Cards)), None)
        charts = [block for block in section.blocks if isinstance(block, ChartBlock) and block.kind != "lanes"]
        groups = [_group(block, section.title) for block in section.blocks if isinstance(block, Sentences)]
        if cards is not None:
            self._add_figures(section.title, cards, groups)
        elif section.key not in _SAID_BESIDE or not any(isinstance(block, TableBlock) for block in section.blocks):
            self.waiting += groups
        self.slides += [_of_map(block) for block in section.blocks if isinstance(block, MapBlock)]
        self._add_charts(section.title, charts)
        self._add_tables(section)

    def _add_figures(self, title: str, cards: Cards, groups: list[Group]) -> None:
        """Plan the headline figures with the first sentences below them; a warning never waits."""
        first, rest = groups[0].lines if groups else (), groups[1:]
        fitting = _so_many(first, FIGURES_TEXT_SIZE, _HIGH - CARDS_HIGH - BETWEEN)
        below = (Group("", first[:fitting]),) if fitting else ()
        told = [card.told for card in cards.cards]
        self.slides.append(Slide(title, cards.cards, below, notes=(*first[:fitting], *_makings(told))))
        if first[fitting:]:
            rest = [Group(title, first[fitting:]), *rest]
        self.slides += _text_slides(rest)

    def _add_charts(self, title: str, charts: Sequence[ChartBlock]) -> None:
        shown = charts[: self._charts_left]
        self._charts_left -= len(shown)
        self.slides += [_of_charts(title, shown[place : place + 2]) for place in range(0, len(shown), 2)]
        beyond = charts[len(shown) :]
        if beyond:
            words = _("On paper and on the web page, not on slides: {titles}.")
            titles = "; ".join(block.title for block in beyond)
            self.waiting.append(Group(title, (words.format(titles=titles),)))

    def _add_tables(self, section: Section) -> None:
        tables = [table for table in map(_table_of, section.blocks) if table is not None]
        shown = tables[: _MOST_TABLES.get(section.key)]
        beside = _sentences_beside(section) if shown else ()
        self.slides += [_of_table(table, beside) for table in shown]
        listed = [table.caption for table in tables[len(shown) :]]
        if listed:
            words = _("In the workbook: {titles}.")
            self.waiting.append(Group(section.title, (words.format(titles="; ".join(listed)),)))


def _group(block: Sentences, title: str) -> Group:
    return Group(block.title or title, block.items)


def _joined(groups: Iterable[Group]) -> Iterator[Group]:
    """Return the groups with those of one title that follow each other as one."""
    for title, own in groupby(groups, key=lambda group: group.title):
        yield Group(title, tuple(line for group in own for line in group.lines))


def _table_of(block: Block) -> TableBlock | None:
    """Return what is shown as a table: tables that are printed, and an event's course, whose lanes share no scale."""
    if isinstance(block, ChartBlock) and block.kind == "lanes":
        return block.table
    return block if isinstance(block, TableBlock) and block.printed_rows != 0 and block.rows else None


def _of_map(block: MapBlock) -> Slide:
    notes = (block.title, block.alt, *block.notes, *_makings(block.table.told))
    return Slide(finding_of(block.alt), picture=block, notes=notes)


def _of_charts(title: str, charts: Sequence[ChartBlock]) -> Slide:
    """Return one chart below its finding, or two below the name of their part."""
    notes = [line for one in charts for line in (one.alt, *one.notes, *_makings(one.table.told))]
    said = finding_of(charts[0].alt) if len(charts) == 1 else title
    return Slide(said, charts=tuple(charts), notes=tuple(notes))


def _sentences_beside(section: Section) -> tuple[str, ...]:
    """Return what must stand beside the tables of a part: nobody may see protection figures without it."""
    if section.key not in _SAID_BESIDE:
        return ()
    return tuple(item for block in section.blocks if isinstance(block, Sentences) for item in block.items)


def _of_table(block: TableBlock, beside: tuple[str, ...]) -> Slide:
    table = fitted(block, beside)
    return Slide(block.caption, table=table, notes=(*block.notes, *_makings(table.told)))


def _text_slides(groups: Iterable[Group]) -> Iterator[Slide]:
    """Yield slides of text, each with as many sentences as it holds; a part goes on below its title again."""
    page: list[Group] = []
    left = _HIGH
    for group in (piece for whole in groups for piece in _pieces(whole)):
        needed = _height_of(group) + BETWEEN
        if page and needed > left:
            yield _of_text(page)
            page, left = [], _HIGH
        page.append(group)
        left -= needed
    if page:
        yield _of_text(page)


def _of_text(groups: Sequence[Group]) -> Slide:
    """Return a slide of text: its title is that of the first part on it."""
    first, *rest = groups
    return Slide(first.title, groups=(Group("", first.lines), *rest))


def _pieces(group: Group) -> Iterator[Group]:
    """Yield a part in pieces that fit on a slide."""
    lines = tuple(ending_with_dots(line, size=TEXT_SIZE, most=_LONGEST) for line in group.lines)
    while lines:
        count = max(1, _so_many(lines, TEXT_SIZE, _HIGH - height_of("", TITLE_SIZE)))
        yield Group(group.title, lines[:count])
        lines = lines[count:]


def _height_of(group: Group) -> float:
    return height_of(group.title, TITLE_SIZE) + sum(height_of(line, TEXT_SIZE) for line in group.lines)


def _so_many(lines: Sequence[str], size: float, room: float) -> int:
    """Return how many sentences fit into so many inches."""
    for place, line in enumerate(lines):
        room -= height_of(line, size)
        if room < 0:
            return place
    return len(lines)


def finding_of(alt: str) -> str:
    """Return the first sentence of a finding, for a title."""
    return _END.split(alt)[0]


def _makings(told: Sequence[Told]) -> list[str]:
    """Return how the numbers of a slide were made, for whoever is asked."""
    known = [one for one in told if one.number.amount is not None]
    lines = [line for one in known[:_MOST_NOTED] for line in made_lines(one)]
    more = len(known) - _MOST_NOTED
    if more > 0:
        lines.append(_("and {count} more, all of them in the workbook").format(count=more))
    return lines
