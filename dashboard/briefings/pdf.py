"""The briefing on paper: a tagged PDF laid out by typst, every word handed over as a value and none as markup."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from dashboard.briefings.blocks import Block, Cards, ChartBlock, MapBlock, Note, Notes, Section, Sentences, TableBlock
from dashboard.briefings.chart_picture import chart_svg
from dashboard.briefings.codes import qr_svg
from dashboard.briefings.content import Briefing, Logo, Paper
from dashboard.briefings.map_picture import map_svg
from dashboard.briefings.paper_text import breakable, column_widths, drawable, host_of, is_address, with_hosts
from dashboard.briefings.stamps import known_words, stamp
from dashboard.fonts import FOLDER as FONTS
from dashboard.fonts import Style, text_width
from dashboard.language import speaking

TEMPLATE = Path(__file__).parents[1] / "static" / "briefing" / "briefing.typ"
_PAPERS = {Paper.A4: "a4", Paper.LETTER: "us-letter"}
_MAP_WIDTH, _MAP_HEIGHTS = 640.0, (345.0, 285.0, 230.0)
CHART_SIZE = (320.0, 114.0)
_CARD, _CARD_LETTERS = 96.0, (11.0, 20.0)
"""Width of a headline figure in points, and its smallest and largest letters."""

_SHORT_LINES = 2
_SMALL, _TINY, _MANY_COLUMNS = 8.0, 7.0, 7
_WIDE, _HALF = 498.0, 242.0
"""Width of a page of A4 between its margins, and of one of two columns, in points; letter is wider."""

COURSE_SIZE = (640.0, 210.0)


def pdf(briefing: Briefing, paper: Paper = Paper.A4) -> bytes:
    """Return a briefing as a tagged PDF (PDF/UA-1), the same bytes for the same briefing."""
    made = _compiler().compile(
        input=TEMPLATE,
        format="pdf",
        sys_inputs=_inputs(briefing, paper),
        pdf_standards=["ua-1"],
        timestamp=int(briefing.made_at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file.")
    return made


def page_pictures(briefing: Briefing, paper: Paper = Paper.A4, *, per_inch: float = 96) -> tuple[bytes, ...]:
    """Return each page of a briefing as a PNG picture, for a preview."""
    made = _compiler().compile(input=TEMPLATE, format="png", ppi=per_inch, sys_inputs=_inputs(briefing, paper))
    return (made,) if isinstance(made, bytes) else tuple(made or ())


def _inputs(briefing: Briefing, paper: Paper) -> dict[str, str]:
    with speaking(briefing.language):
        return {"document": json.dumps(_document(briefing, paper), ensure_ascii=False)}


@cache
def _compiler() -> typst.Compiler:
    """Return the compiler with the letters that ship and no others, so that paper looks alike on every machine."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(TEMPLATE.parent), font_paths=fonts)


def _document(briefing: Briefing, paper: Paper) -> dict[str, Any]:
    words, look = briefing.labels, briefing.look
    id_words = words["briefing"].format(id=briefing.id)
    since = (briefing.since,) if briefing.since is not None else ()
    return {
        "lang": briefing.language,
        "paper": _PAPERS[paper],
        "title": _text(briefing.title),
        "author": _text(look.office) or words["program"],
        "description": _text(briefing.subtitle),
        "subtitle": _text(briefing.subtitle),
        "meta": " · ".join((words[briefing.audience.value], words["made"].format(moment=stamp(briefing.made_at)))),
        "head": _text(" · ".join(part for part in (look.office or words["program"], briefing.title) if part)),
        "id_words": id_words,
        "foot": [words["id"].format(id=briefing.id), known_words(briefing), breakable(briefing.way_back)],
        "page_words": words["page"],
        "qr": qr_svg(briefing.link) if briefing.link else "",
        "qr_alt": words["again"],
        "since_words": words["since"] if since else "",
        "look": {
            "accent": look.accent,
            "ink": look.ink,
            "office": _text(look.office),
            "standing": [_text(line) for line in look.standing],
            "logo": _logo(look.logo),
        },
        "sections": [_section(section) for section in (*briefing.sections, *since)],
    }


def _text(words: str) -> str:
    return breakable(drawable(words))


def _logo(logo: Logo | None) -> dict[str, Any] | None:
    if logo is None:
        return None
    return {"bytes": list(logo.content), "format": logo.format, "alt": _text(logo.alt)}


def _section(section: Section) -> dict[str, Any]:
    """Return a section; charts that follow each other stand side by side."""
    blocks: list[dict[str, Any]] = []
    for place, block in enumerate(section.blocks):
        laid = _block(block, f"{section.key}-{place}")
        if laid["kind"] == "half" and blocks and blocks[-1]["kind"] == "charts":
            blocks[-1]["charts"].append(laid)
        elif laid["kind"] == "half":
            blocks.append({"kind": "charts", "charts": [laid]})
        else:
            blocks.append(laid)
    return {"title": _text(section.title), "blocks": blocks}


def _block(block: Block, ident: str) -> dict[str, Any]:
    match block:
        case Cards(cards=cards):
            return {"kind": "cards", "cards": [_card(card.label, card.figure, card.note) for card in cards]}
        case Sentences():
            items = [_text(item) for item in block.items]
            return {"kind": "sentences", "title": _text(block.title), "items": items, "warning": block.is_warning}
        case TableBlock():
            return {"kind": "table", **_table(block)} if block.printed_rows != 0 else {"kind": "nothing"}
        case MapBlock():
            drawn = [map_svg(block.content, width=_MAP_WIDTH, height=height, ident=ident) for height in _MAP_HEIGHTS]
            return {"kind": "map", "heights": drawn, **_picture(block, drawn[0])}
        case ChartBlock(kind="lanes"):
            width, height = COURSE_SIZE
            svg = chart_svg(block.chart, width=width, height=height)
            return {"kind": "chart", **_picture(block, svg, size=_TINY)}
        case ChartBlock():
            width, height = CHART_SIZE
            svg = chart_svg(block.chart, width=width, height=height)
            return {"kind": "half", **_picture(block, svg, width=_HALF, size=_TINY)}
        case Notes():
            return {"kind": "notes", "title": _text(block.title), **_notes(block)}


def _card(label: str, figure: str, note: str) -> dict[str, Any]:
    size = min(max(_CARD / text_width(figure, size=1, style=Style.BOLD), _CARD_LETTERS[0]), _CARD_LETTERS[1])
    return {"label": _text(label), "figure": _text(figure), "note": _text(note), "size": size}


def _picture(block: MapBlock | ChartBlock, svg: str, *, width: float = _WIDE, size: float = _SMALL) -> dict[str, Any]:
    return {
        "title": _text(block.title),
        "svg": svg,
        "alt": drawable(block.alt),
        "notes": [_text(note) for note in block.notes],
        "table": _table(block.table, width=width, size=size),
    }


def _table(table: TableBlock, *, width: float = _WIDE, size: float = _SMALL) -> dict[str, Any]:
    """Return a table that is so many points wide, in letters of a size that grows smaller where columns are many."""
    shown = table.printed()
    size = min(size, _TINY) if len(shown.columns) > _MANY_COLUMNS else size
    return {
        "caption": _text(shown.caption),
        "columns": [_text(column.title) for column in shown.columns],
        "numeric": sorted(shown.numeric),
        "size": size,
        "widths": column_widths(with_hosts(shown), width / size),
        "rows": [[_cell(cell) for cell in row] for row in shown.rows],
        "notes": [_text(note) for note in shown.notes],
    }


def _cell(words: str) -> str | dict[str, str]:
    if is_address(words):
        return {"address": words, "words": _text(host_of(words))}
    return _text(words)


def _notes(block: Notes) -> dict[str, Any]:
    """Return short notes for two columns, long ones for the whole width."""
    is_wide = any(len(note.words) > _SHORT_LINES for note in block.items)
    return {"wide": is_wide, "items": [_note(note) for note in block.items]}


def _note(note: Note) -> dict[str, Any]:
    has_link = is_address(note.link)
    return {
        "term": _text(note.term),
        "words": [_text(line) for line in note.words],
        "link": note.link if has_link else "",
        "link_words": _text(host_of(note.link)) if has_link else "",
    }
