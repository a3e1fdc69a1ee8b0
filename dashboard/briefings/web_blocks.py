"""The blocks of a briefing as HTML; every text is escaped here or by what draws it."""

from collections.abc import Mapping
from itertools import groupby

from dashboard.briefings.blocks import Block, Cards, ChartBlock, MapBlock, Note, Notes, Section, Sentences, TableBlock
from dashboard.briefings.chart_picture import chart_svg
from dashboard.briefings.file_tables import notes_of_all_rows
from dashboard.briefings.map_picture import map_svg
from dashboard.html_tables import Cell, html_table
from dashboard.palette import CATEGORIES, SURFACES, Theme
from dashboard.stills.svg import escaped

_WIDE, _TALL = (1000, 620), (372, 600)
_CHART, _LANES = (470, 190), (760, 210)
_ROWS_THAT_SCROLL = 16
_LONG_FIGURE = 14
_LONG_NOTE = 3


def section_html(section: Section, labels: Mapping[str, str]) -> str:
    """Return one part of the page; charts that follow each other stand side by side."""
    parts = []
    for is_half, blocks in groupby(section.blocks, key=_is_half):
        inside = "".join(_block(block, labels) for block in blocks)
        parts.append(f'<div class="charts">{inside}</div>' if is_half else inside)
    key, title = escaped(section.key), escaped(section.title)
    head = f'<section id="{key}" aria-labelledby="{key}-title"><h2 id="{key}-title">{title}</h2>'
    return f"{head}{''.join(parts)}</section>"


def _is_half(block: Block) -> bool:
    return isinstance(block, ChartBlock) and block.kind != "lanes"


def _block(block: Block, labels: Mapping[str, str]) -> str:
    match block:
        case Cards():
            return _cards(block)
        case Sentences():
            return _sentences(block)
        case MapBlock():
            return _map(block, labels)
        case ChartBlock():
            return _chart(block, labels)
        case TableBlock():
            return _table(block) + _small(notes_of_all_rows(block))
        case Notes():
            return _notes(block)


def _cards(block: Cards) -> str:
    items = []
    look = "figure long" if any(len(card.figure) > _LONG_FIGURE for card in block.cards) else "figure"
    for card in block.cards:
        figure = f'<span class="{look}">{escaped(card.figure)}</span>'
        items.append(
            f'<li><span>{escaped(card.label)}</span>{figure}<span class="note">{escaped(card.note)}</span></li>'
        )
    return f'<ul class="cards">{"".join(items)}</ul>'


def _sentences(block: Sentences) -> str:
    title = f"<h3>{escaped(block.title)}</h3>" if block.title else ""
    items = "".join(f"<li>{escaped(item)}</li>" for item in block.items)
    inside = title + (f"<p>{escaped(block.items[0])}</p>" if len(block.items) == 1 else f"<ul>{items}</ul>")
    return f'<div class="warning" role="note">{inside}</div>' if block.is_warning else inside


def _map(block: MapBlock, labels: Mapping[str, str]) -> str:
    """Return a map twice: for a wide screen, and for a telephone."""
    wide = map_svg(block.content, width=_WIDE[0], height=_WIDE[1], theme=None, ident=f"{block.name}-wide")
    tall = map_svg(block.content, width=_TALL[0], height=_TALL[1], theme=None, ident=f"{block.name}-tall")
    drawings = f'<div class="is-wide">{wide}</div><div class="is-tall">{tall}</div>'
    return _figure(block, drawings, labels)


def _chart(block: ChartBlock, labels: Mapping[str, str]) -> str:
    width, height = _LANES if block.kind == "lanes" else _CHART
    drawn = _in_page_colours(chart_svg(block.chart, width=width, height=height))
    look = ' class="lanes" tabindex="0"' if block.kind == "lanes" else ""
    return _figure(block, f'<div role="img" aria-label="{escaped(block.alt)}"{look}>{drawn}</div>', labels)


def _figure(block: MapBlock | ChartBlock, drawing: str, labels: Mapping[str, str]) -> str:
    caption = f'<figcaption><h3>{escaped(block.title)}</h3><p class="small quiet">{escaped(block.alt)}</p></figcaption>'
    summary = f'<summary><span class="table-word">{escaped(labels["table"])}</span></summary>'
    details = f"<details>{summary}{_table(block.table)}</details>{_small(notes_of_all_rows(block.table))}"
    return f"<figure>{caption}{drawing}{_small(block.notes)}{details}</figure>"


def _table(block: TableBlock) -> str:
    """Return all rows of a table, without the columns that are only for programs."""
    kept = [place for place, column in enumerate(block.columns) if column.is_printed]
    header = [Cell(block.columns[place].title, _look(block, place)) for place in kept]
    rows = [[Cell(row[p], _look(block, p), link=_link(row[p])) for p in kept] for row in block.rows]
    return html_table(header, rows, caption=block.caption, look="scrolls" if len(rows) > _ROWS_THAT_SCROLL else "")


def _look(block: TableBlock, place: int) -> str:
    return "number" if place in block.numeric else ""


def _link(words: str) -> str:
    return words if words.startswith("https://") else ""


def _small(notes: tuple[str, ...]) -> str:
    items = "".join(f"<li>{escaped(note)}</li>" for note in notes)
    return f'<ul class="notes">{items}</ul>' if items else ""


def _notes(block: Notes) -> str:
    title = f"<h3>{escaped(block.title)}</h3>" if block.title else ""
    if any(len(note.words) > _LONG_NOTE for note in block.items):
        return title + "".join(_folded(note) for note in block.items)
    items = "".join(f"<div><dt>{escaped(note.term)}</dt>{_lines(note)}</div>" for note in block.items)
    return f"{title}<dl>{items}</dl>"


def _folded(note: Note) -> str:
    items = "".join(f"<li>{escaped(line)}</li>" for line in note.words)
    return f"<details><summary>{escaped(note.term)}</summary><ul>{items}</ul></details>"


def _lines(note: Note) -> str:
    lines = [f"<dd>{escaped(line)}</dd>" for line in note.words]
    if _link(note.link):
        href = escaped(note.link)
        lines.append(f'<dd><a href="{href}" rel="noopener noreferrer">{href}</a></dd>')
    return "".join(lines)


def _in_page_colours(svg: str) -> str:
    """Return a chart that follows the page from light to dark; the charts of a briefing are drawn in light colours."""
    surface = SURFACES[Theme.LIGHT]
    named = {getattr(surface, name): name for name in ("ink", "quiet_ink", "panel_edge", "land_edge", "halo", "panel")}
    named |= {colour: f"kind_{place}" for place, colour in enumerate(CATEGORIES[Theme.LIGHT]) if colour not in named}
    for colour, name in named.items():
        svg = svg.replace(f'"{colour}"', f'"var(--{name.replace("_", "-")})"')
    return svg
