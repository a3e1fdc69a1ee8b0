"""The ranking of places beside the map."""

import pandas as pd

from dashboard.language import gettext as _
from dashboard.picture import Picture


def ranking_table(shown: Picture) -> pd.DataFrame:
    """Return the counted places, highest first: place, figure with its quantifier, and the figure for a bar."""
    return pd.DataFrame(
        {
            _("Place"): [place.name for place in shown.counted],
            _("Figure"): [place.figure for place in shown.counted],
            _("Size"): [place.value for place in shown.counted],
        }
    )
