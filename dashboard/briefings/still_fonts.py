"""The letters that ship, made known once to what draws pictures, and as rules for pages that carry them."""

import base64
from functools import cache

from dashboard.fonts import FAMILY, FOLDER

_WEB_FONTS = (("400-normal", 400, "normal"), ("600-normal", 600, "normal"), ("400-italic", 400, "italic"))


@cache
def register_fonts() -> None:
    """Let vl-convert find the letters; without this it would take those of the machine, or boxes."""
    import vl_convert

    vl_convert.register_font_directory(str(FOLDER))


@cache
def web_letters() -> str:
    """Return the letters as rules of a style sheet that hold them: 400, 600 and italic."""
    return "".join(_face(*one) for one in _WEB_FONTS)


def _face(name: str, weight: int, style: str) -> str:
    content = base64.b64encode((FOLDER / f"source-sans-3-latin-{name}.woff2").read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{content}) format('woff2')"
    return f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:{style};src:{source}}}"
