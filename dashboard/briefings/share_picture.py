"""The briefing as one picture for messages: headline figures, the first map, who counted, and the way back to it."""

from dashboard.briefings.blocks import Card, Cards, MapBlock, Sentences
from dashboard.briefings.codes import qr_svg
from dashboard.briefings.content import Briefing, Logo
from dashboard.briefings.map_picture import map_svg, svg_to_png
from dashboard.briefings.stamps import stamp
from dashboard.briefings.still_fonts import web_letters
from dashboard.fonts import Style, shortened, text_width, wrapped
from dashboard.language import speaking
from dashboard.palette import SURFACES, Theme
from dashboard.stills.frame import Box
from dashboard.stills.style import colours, style_sheet
from dashboard.stills.svg import tag, text

WIDTH, HEIGHT = 600.0, 750.0
SCALE = 1.8
"""1080 by 1350 pixels: what messengers show whole, with letters that a telephone can show."""
_SIDE, _BAND, _CODE = 22.0, 7.0, 66.0
_MOST_CARDS, _MOST_SENTENCES = 4, 9
_CARD_GAP, _CARD_EDGE = 12.0, 9.0
_SMALLEST_FIGURE, _LARGEST_FIGURE = 15.0, 21.0
_FOOT_LINE = 12.5


def share_png(briefing: Briefing) -> bytes:
    """Return the picture as PNG, 1080 by 1350 pixels."""
    return svg_to_png(_drawn(briefing), scale=1)


def share_svg(briefing: Briefing) -> bytes:
    """Return the picture as SVG that carries its letters with it."""
    return _drawn(briefing, web_letters()).encode("utf-8")


def _drawn(briefing: Briefing, faces: str = "") -> str:
    with speaking(briefing.language):
        foot = _foot(briefing)
        head, top = _head(briefing)
        cards, top = _cards(briefing, top)
        body = _body(briefing, Box(_SIDE, top, WIDTH - _SIDE, foot[1] - 8))
    named = colours(Theme.LIGHT)
    rules = faces + style_sheet(named) + _own_rules(briefing)
    ground = tag("rect", width=WIDTH, height=HEIGHT, class_="m-panel")
    band = tag("rect", width=WIDTH, height=_BAND, class_="s-accent")
    return tag(
        "svg",
        tag("style", rules),
        ground,
        band,
        head,
        cards,
        body,
        foot[0],
        xmlns="http://www.w3.org/2000/svg",
        width=round(WIDTH * SCALE),
        height=round(HEIGHT * SCALE),
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        role="img",
        aria_label=_alt(briefing),
        class_="m-text",
    )


def _own_rules(briefing: Briefing) -> str:
    accent, ink = briefing.look.accent, briefing.look.ink
    return (
        f".s-accent{{fill:{accent}}}.s-office{{font-size:12px;font-weight:600;fill:{accent}}}"
        f".s-title{{font-size:21px;font-weight:600;fill:{ink}}}.s-figure{{font-weight:600;fill:{ink}}}"
        f".s-note{{font-size:9.5px;fill:{SURFACES[Theme.LIGHT].quiet_ink}}}"
        f".s-rule{{stroke:{accent};stroke-width:2.5px}}"
    )


def _alt(briefing: Briefing) -> str:
    """Return what the picture says, for whoever does not see it."""
    cards = [f"{card.label}: {card.figure}" for card in _headlines(briefing)]
    maps = [block.alt for block in briefing.blocks() if isinstance(block, MapBlock)][:1]
    return ". ".join((briefing.title, briefing.subtitle, *cards, *maps))


def _headlines(briefing: Briefing) -> list[Card]:
    return [card for block in briefing.blocks() if isinstance(block, Cards) for card in block.cards][:_MOST_CARDS]


def _head(briefing: Briefing) -> tuple[str, float]:
    """Return office, title and day, and where the next part begins."""
    look, width = briefing.look, WIDTH - 2 * _SIDE
    logo = _logo(look.logo) if look.logo else ""
    width -= 110 if logo else 0
    office = shortened(look.office or briefing.labels["program"], width=width, size=12, style=Style.SEMIBOLD)
    parts = [text(office, _SIDE, 27, class_="s-office")]
    y = 27.0
    lines = wrapped(briefing.title, width=width, size=21, style=Style.SEMIBOLD)
    for line in _first(lines, 2, width=width, size=21, style=Style.SEMIBOLD):
        y += 24
        parts.append(text(line, _SIDE, y, class_="s-title"))
    parts.append(text(shortened(briefing.subtitle, width=width, size=12), _SIDE, y + 18, class_="m-heading"))
    return logo + "".join(parts), y + 28


def _logo(logo: Logo) -> str:
    return tag("image", href=logo.address, x=WIDTH - _SIDE - 100, y=18, width=100, height=44)


def _first(lines: list[str], most: int, *, width: float, size: float, style: Style = Style.REGULAR) -> list[str]:
    """Return so many lines; where there are more the last ends with an ellipsis."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(f"{lines[most - 1]} {lines[most]}", width=width, size=size, style=style)]


def _cards(briefing: Briefing, top: float) -> tuple[str, float]:
    """Return the headline figures, and where the next part begins: in one row, or in two where that is too narrow."""
    cards = _headlines(briefing)
    if not cards:
        return "", top
    size = _figure_size(cards, len(cards))
    columns = len(cards) if size >= _SMALLEST_FIGURE else 2
    size = max(_SMALLEST_FIGURE, _figure_size(cards, columns))
    width = _card_width(columns)
    drawn: list[str] = []
    for first in range(0, len(cards), columns):
        row = [
            _card(card, _SIDE + place * (width + _CARD_GAP), top, width, size)
            for place, card in enumerate(cards[first : first + columns])
        ]
        drawn += [element for element, _ in row]
        top = max(bottom for _, bottom in row)
    return "".join(drawn), top + 2


def _card_width(columns: int) -> float:
    return (WIDTH - 2 * _SIDE - _CARD_GAP * (columns - 1)) / columns


def _figure_size(cards: list[Card], columns: int) -> float:
    """Return how large the letters of the figures can be: none is ever cut."""
    widest = max(text_width(card.figure, size=1, style=Style.SEMIBOLD) for card in cards)
    return min(_LARGEST_FIGURE, (_card_width(columns) - _CARD_EDGE) / widest)


def _card(card: Card, x: float, top: float, width: float, size: float) -> tuple[str, float]:
    room = width - _CARD_EDGE
    y, parts = top, []
    for line in wrapped(card.label, width=room, size=11):
        y += 13
        parts.append(text(line, x + _CARD_EDGE, y, class_="m-small"))
    for line in wrapped(card.figure, width=room, size=size, style=Style.SEMIBOLD):
        y += size + 2
        parts.append(text(line, x + _CARD_EDGE, y, class_="s-figure", font_size=size))
    y += 3
    for line in wrapped(card.note, width=room, size=9.5):
        y += 11
        parts.append(text(line, x + _CARD_EDGE, y, class_="s-note"))
    rule = tag("path", d=f"M{x + 1:.1f} {top + 3:.1f}V{y + 3:.1f}", class_="s-rule")
    return rule + "".join(parts), y + 10


def _body(briefing: Briefing, box: Box) -> str:
    """Return the first map in the room that is left, or the sentences where there is no map."""
    block = next((block for block in briefing.blocks() if isinstance(block, MapBlock)), None)
    if block is None:
        return _sentences(briefing, box)
    notes = [line for note in block.notes[:2] for line in wrapped(note, width=box.width, size=10.5)][:3]
    height = box.height - 13 * len(notes)
    drawn = map_svg(block.content, width=box.width, height=height, theme=None, ident="share", title=block.title)
    inside = tag("g", drawn, transform=f"translate({box.left:g} {box.top:.1f})")
    lines = [text(line, box.left, box.top + height + 9 + 13 * row, class_="m-note") for row, line in enumerate(notes)]
    return inside + "".join(lines)


def _sentences(briefing: Briefing, box: Box) -> str:
    items = [item for block in briefing.blocks() if isinstance(block, Sentences) for item in block.items]
    parts, y = [], box.top + 10
    for item in items[:_MOST_SENTENCES]:
        lines = wrapped(item, width=box.width, size=13)
        if y + 18 * len(lines) > box.bottom:
            break
        for line in lines:
            y += 18
            parts.append(text(line, box.left, y, font_size=13))
        y += 6
    return "".join(parts)


def _foot(briefing: Briefing) -> tuple[str, float]:
    """Return id, code and link at the bottom, and where they begin."""
    words = briefing.labels
    top, width = HEIGHT - _CODE - 16, WIDTH - 2 * _SIDE - _CODE - 14
    told = (
        words["briefing"].format(id=briefing.id),
        " \u00b7 ".join((words[briefing.audience.value], words["made"].format(moment=stamp(briefing.made_at)))),
        words["id"].format(id=briefing.id),
        briefing.way_back,
    )
    lines = [line for one in told for line in wrapped(one, width=width, size=10.5)][:5]
    code = ""
    if briefing.link:
        code = tag("svg", qr_svg(briefing.link), x=WIDTH - _SIDE - _CODE, y=top + 4, width=_CODE, height=_CODE)
    rule = tag("path", d=f"M{_SIDE:g} {top - 2:.1f}H{WIDTH - _SIDE:g}", class_="m-scale")
    said = [
        text(line, _SIDE, top + 15 + row * _FOOT_LINE, class_="m-note", font_weight=600 if row == 0 else None)
        for row, line in enumerate(lines)
    ]
    return rule + "".join(said) + code, top - 2
