"""The code that a telephone reads: the link that opens a briefing again."""

from io import BytesIO

import segno


def qr_svg(link: str, *, dark: str = "#1d272d") -> str:
    """Return the code as a drawing that can stand inside another one: black on white also on a dark page."""
    drawn = BytesIO()
    segno.make(link, error="m").save(
        drawn, kind="svg", border=2, xmldecl=False, svgns=True, dark=dark, light="#ffffff", omitsize=True
    )
    return drawn.getvalue().decode().strip()


def qr_png(link: str) -> bytes:
    """Return the code as a picture."""
    drawn = BytesIO()
    segno.make(link, error="m").save(drawn, kind="png", border=2, scale=8, dark="#1d272d", light="#ffffff")
    return drawn.getvalue()
