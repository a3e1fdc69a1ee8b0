"""The letters that ship, made known to what draws pictures; once in a process."""

from functools import cache

from dashboard.fonts import FOLDER


@cache
def register_fonts() -> None:
    """Let vl-convert find the letters; without this it would take those of the machine, or boxes."""
    import vl_convert

    vl_convert.register_font_directory(str(FOLDER))
