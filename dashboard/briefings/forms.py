"""The forms that a briefing can take: one line each, for the command line, the page and the tests alike."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.briefings.content import Briefing, Paper
from dashboard.language import gettext as _


@dataclass(frozen=True)
class Form:
    """One form of a file.

    Attributes:
        ending: ending of the file's name, without a dot.
        media_type: its type for a browser.
        label: its name for people, in the language of the run.
        make: lays a briefing out on a paper and returns the bytes of the file; a form without paper takes no notice of
            it. It loads what it needs when it is called.
    """

    ending: str
    media_type: str
    label: Callable[[], str]
    make: Callable[[Briefing, Paper], bytes]


def _pdf(briefing: Briefing, paper: Paper) -> bytes:
    from dashboard.briefings.pdf import pdf  # typst and the pictures, which a page should not wait for

    return pdf(briefing, paper)


def _slides(briefing: Briefing, _paper: Paper) -> bytes:
    from dashboard.briefings.slides import slides

    return slides(briefing)


def _workbook(briefing: Briefing, _paper: Paper) -> bytes:
    from dashboard.briefings.workbook import workbook

    return workbook(briefing)


def _png(briefing: Briefing, _paper: Paper) -> bytes:
    from dashboard.briefings.share_picture import share_png

    return share_png(briefing)


def _svg(briefing: Briefing, _paper: Paper) -> bytes:
    from dashboard.briefings.share_picture import share_svg

    return share_svg(briefing)


def _web_page(briefing: Briefing, _paper: Paper) -> bytes:
    from dashboard.briefings.web_page import web_page

    return web_page(briefing)


def _data_pack(briefing: Briefing, _paper: Paper) -> bytes:
    from dashboard.briefings.data_pack import data_pack

    return data_pack(briefing)


_DECK = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: dict[str, Form] = {
    "pdf": Form("pdf", "application/pdf", lambda: _("PDF to print and to send"), _pdf),
    "pptx": Form("pptx", _DECK, lambda: _("Slides with charts that can be edited"), _slides),
    "xlsx": Form("xlsx", _SHEETS, lambda: _("Workbook with all tables and makings"), _workbook),
    "png": Form("png", "image/png", lambda: _("Picture for messages (PNG)"), _png),
    "svg": Form("svg", "image/svg+xml", lambda: _("Picture for messages (SVG)"), _svg),
    "html": Form("html", "text/html", lambda: _("Web page that needs no network"), _web_page),
    "zip": Form("zip", "application/zip", lambda: _("Data pack: CSV with HXL tags, GeoJSON"), _data_pack),
}
"""By the name that ``--format`` takes, in the order in which they are offered."""
