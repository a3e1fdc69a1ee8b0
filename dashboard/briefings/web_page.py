"""The briefing as one page of the web: everything is in the file, nothing is asked of any network, no script runs."""

import base64
import hashlib
from pathlib import Path

from dashboard.briefings.blocks import Section
from dashboard.briefings.codes import qr_svg
from dashboard.briefings.content import Briefing, Logo
from dashboard.briefings.stamps import imprint, stamp
from dashboard.briefings.still_fonts import web_letters
from dashboard.briefings.web_blocks import section_html
from dashboard.language import gettext as _
from dashboard.language import speaking
from dashboard.palette import ACCENT, CATEGORIES, Theme
from dashboard.stills.style import colours, page_colours, style_sheet
from dashboard.stills.svg import escaped, tag

STYLE = Path(__file__).parents[1] / "static" / "briefing" / "page.css"
_OWN = {
    Theme.LIGHT: {"page": "#f6f8f8", "warning": "#fff4e2", "warning_edge": "#b3541e"},
    Theme.DARK: {"page": "#0f1820", "warning": "#33261a", "warning_edge": "#eea46a"},
}


def web_page(briefing: Briefing) -> bytes:
    """Return a briefing as one HTML file that opens from a disk, the same bytes for the same briefing."""
    with speaking(briefing.language):
        style = _style(briefing)
        head = "".join(
            (
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{escaped(_rules(style))}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                '<meta name="referrer" content="no-referrer">',
                '<meta name="color-scheme" content="light dark">',
                f"<title>{escaped(briefing.title)}</title>",
                f"<style>{style}</style>",
            )
        )
        body = "".join((_skip(), _top(briefing), _contents(briefing), _main(briefing), _footer(briefing)))
        root = f'<html lang="{escaped(briefing.language)}"><head>{head}</head><body>{body}</body></html>'
        return f"<!doctype html>\n{root}\n".encode()


def _rules(style: str) -> str:
    """Return what the browser may do for this page: nothing but show it, in this very style sheet."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{digest}'",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _style(briefing: Briefing) -> str:
    """Return the style sheet: letters, colours for a light and a dark screen and for paper, then the page's own."""
    light, dark = (_properties(theme, briefing) for theme in Theme)
    rules = (
        f":root{{color-scheme:light dark;{light}}}",
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
        style_sheet(page_colours()),
        STYLE.read_text("utf-8"),
    )
    return web_letters() + "".join(rules)


def _properties(theme: Theme, briefing: Briefing) -> str:
    named = {**colours(theme), **_OWN[theme]}
    named |= {f"kind_{place}": colour for place, colour in enumerate(CATEGORIES[theme])}
    accent = briefing.look.accent
    # An office's own colour is chosen for white paper.
    named["accent"] = accent if theme is Theme.LIGHT else f"color-mix(in srgb, {accent} 45%, #ffffff)"
    if accent == ACCENT[Theme.LIGHT]:
        named["accent"] = ACCENT[theme]
    return "".join(f"--{name.replace('_', '-')}:{colour};" for name, colour in named.items())


def _skip() -> str:
    return f'<a class="skip" href="#main">{escaped(_("To the content"))}</a>'


def _top(briefing: Briefing) -> str:
    words, look = briefing.labels, briefing.look
    made = " \u00b7 ".join((words[briefing.audience.value], words["made"].format(moment=stamp(briefing.made_at))))
    said = "".join(
        (
            _logo(look.logo) if look.logo else "",
            f'<p class="office">{escaped(look.office or words["program"])}</p>',
            f"<h1>{escaped(briefing.title)}</h1>",
            f"<p>{escaped(briefing.subtitle)}</p>",
            f'<p class="small quiet">{escaped(made)}</p>',
            *(f'<p class="small">{escaped(line)}</p>' for line in look.standing),
        )
    )
    code = ""
    if briefing.link:
        code = f'<div role="img" aria-label="{escaped(words["again"])}">{qr_svg(briefing.link)}</div>'
    code += escaped(words["briefing"].format(id=briefing.id))
    return f'<header class="top"><div class="wrap"><div>{said}</div><div class="code">{code}</div></div></header>'


def _logo(logo: Logo) -> str:
    return tag("img", class_="logo", src=logo.address, alt=logo.alt)


def _contents(briefing: Briefing) -> str:
    items = [f'<li><a href="#{escaped(one.key)}">{escaped(one.title)}</a></li>' for one in _sections(briefing)]
    label = escaped(briefing.labels["contents"])
    return f'<nav class="contents" aria-label="{label}"><div class="wrap"><ul>{"".join(items)}</ul></div></nav>'


def _sections(briefing: Briefing) -> tuple[Section, ...]:
    """Return the parts, first what has changed since: whoever reads on must know it."""
    return (*((briefing.since,) if briefing.since is not None else ()), *briefing.sections)


def _main(briefing: Briefing) -> str:
    sections = [section_html(one, briefing.labels) for one in _sections(briefing)]
    return f'<main id="main" class="wrap">{"".join(sections)}</main>'


def _footer(briefing: Briefing) -> str:
    lines = imprint(briefing)[3:]
    return f'<footer><div class="wrap">{"".join(f"<p>{escaped(line)}</p>" for line in lines)}</div></footer>'
