"""The places of a day as shades and circles, and the words of their legend."""

import pandas as pd

from dashboard import formats
from dashboard.language import gettext as _
from dashboard.maps.areas_layer import AreasLayer, areas_layer
from dashboard.maps.circles_layer import CirclesLayer, circles_layer
from dashboard.maps.classes import Classes
from dashboard.maps.legend import LegendWords
from dashboard.picture import Picture, Place

_PRINTED = 6
"""How many circles carry their number in print; the others tell it when pointed at and in the table."""


def areas_of(shown: Picture, classes: Classes) -> AreasLayer:
    """Return the places shaded by their people per 1,000 inhabitants."""
    # A place that was counted and has no known population stays plain ground: hatched would say "not counted".
    shaded = [place for place in shown.places if place.value is None or place.value == 0 or place.rate is not None]
    table = pd.DataFrame(
        {
            "code": [place.code for place in shaded],
            "value": pd.array([place.rate if place.value else place.value for place in shaded], dtype="Float64"),
            "figure": [_rate(place) for place in shaded],
        }
    )
    return areas_layer(table, classes=classes)


def _rate(place: Place) -> str:
    return "" if place.rate is None else _("{rate} per 1,000 people").format(rate=place.rate_words)


def circles_of(shown: Picture, largest: float) -> CirclesLayer:
    """Return a circle for each place; ``largest`` is the number that the largest one stands for on every day."""
    printed = {place.code for place in shown.counted[:_PRINTED]}
    table = pd.DataFrame(
        {
            "code": [place.code for place in shown.places],
            "value": pd.array([place.value for place in shown.places], dtype="Float64"),
            "figure": [place.figure for place in shown.places],
            "note": [place.note for place in shown.places],
            "printed": [
                formats.short_number(place.value) if place.code in printed and place.value is not None else ""
                for place in shown.places
            ],
        }
    )
    return circles_layer(table, largest=largest or None)


def legend_words() -> LegendWords:
    """Return the fixed words of the legend."""
    return LegendWords(
        zero=_("0: counted, nobody found"),
        not_counted=_("not counted"),
        shelters=_("shelters (number at one place)"),
        port=_("Port"),
        airport=_("Airport"),
        up_to=_("{low} to {high}"),
        under=_("under {high}"),
        and_more=_("{low} and more"),
        empty=_("nothing counted for this choice"),
        flows_not_drawn=_("smaller movements not drawn: {count}"),
        flows_not_counted=_("movements not counted: {count}"),
        sites_without_position=_("sites without a published position, not on the map: {count}"),
        storm=_("{name}: TD depression, TS storm, 1 to 5 hurricane"),
        categories=(
            ("TD", _("tropical depression")),
            ("TS", _("tropical storm")),
            *((str(level), _("hurricane {category}").format(category=level)) for level in range(1, 6)),
        ),
    )
