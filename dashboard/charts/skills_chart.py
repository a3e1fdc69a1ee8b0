"""The skills of people who answered a survey as bars; those that are hidden have none."""

from collections.abc import Sequence
from typing import cast

import altair as alt

from dashboard.charts.haloed import haloed
from dashboard.charts.inline import inline
from dashboard.language import gettext as _
from dashboard.palette import ACCENT, SURFACES, Theme
from dashboard.survey_views import Skill

ROW_HEIGHT, BAR_HEIGHT, MOST_BARS = 40, 13, 20


def skills_chart(skills: Sequence[Skill], theme: Theme) -> alt.LayerChart:
    """Return one bar for each skill with its number, most people first, at most twenty; at least one is needed.

    The name of a skill stands over its bar: the titles of ISCO-08 are too long for the side of a narrow screen.
    """
    shown = skills[:MOST_BARS]
    rows = [{"name": skill.name, "figure": skill.figure, "words": skill.words} for skill in shown]
    top = max(skill.figure for skill in shown)
    base = alt.Chart(inline(rows, days=())).encode(
        y=alt.Y("name:N", axis=None, sort=[skill.name for skill in shown]),
        tooltip=[alt.Tooltip("name:N", title=_("Occupation")), alt.Tooltip("words:N", title=_("People"))],
    )
    x = alt.X("figure:Q", axis=None, scale=alt.Scale(domain=[0, top * 1.2], nice=False))
    bars = base.encode(x=x).mark_bar(color=ACCENT[theme], size=BAR_HEIGHT, yOffset=8)
    names = base.encode(x=alt.value(0), text="name:N").mark_text(
        align="left", baseline="middle", dy=-8, fontSize=13, color=SURFACES[theme].ink
    )
    numbers = haloed(base.encode(x=x, text="words:N"), theme, align="left", baseline="middle", dx=5, dy=8)
    chart = alt.layer(bars, names, *numbers)
    return cast(alt.LayerChart, chart.properties(height=ROW_HEIGHT * len(rows), width="container"))
