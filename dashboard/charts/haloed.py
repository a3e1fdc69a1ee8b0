"""Printed words that stay legible over lines and shades: once with a rim in the colour of the page, once plain."""

from typing import Any, cast

import altair as alt

from dashboard.palette import SURFACES, Theme


def haloed(base: alt.Chart, theme: Theme, **look: Any) -> list[alt.Chart]:
    """Return the two layers of a text.

    Args:
        base: its data, with what says where and which words.
        theme: the screen.
        look: how the text is aligned and shifted, as Altair's ``mark_text`` takes it.
    """
    surface = SURFACES[theme]
    rim = base.mark_text(fontSize=12, stroke=surface.ground, strokeWidth=4, strokeJoin="round", **look)
    return [cast(alt.Chart, rim), cast(alt.Chart, base.mark_text(fontSize=12, color=surface.ink, **look))]
