"""The colours of maps and charts, for a light and a dark screen.

Rates are warm shades, counts are petrol circles, storms are violet: three families that stay apart for people with any
kind of colour vision and in grey print, because inside each family only the lightness carries the order. Movements are
red-violet arrows: no other mark has their shape.
"""

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """The two screens that every colour is chosen for."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Surface:
    """The colours of the map below its data, of text and marks above it, and of the page that charts stand on."""

    ground: str
    sea: str
    land: str
    land_edge: str
    state: str
    state_edge: str
    unit_edge: str
    hatch: str
    zero: str
    circle: str
    circle_edge: str
    shelter: str
    shelter_edge: str
    track: str
    flow: str
    flow_edge: str
    selected: str
    ink: str
    quiet_ink: str
    halo: str
    panel: str
    panel_edge: str


SURFACES = {
    Theme.LIGHT: Surface(
        ground="#ffffff",
        sea="#dfe8ec",
        land="#eff0ec",
        land_edge="#d3d8d6",
        state="#fcfbf8",
        state_edge="#7d888f",
        unit_edge="#c3c9cb",
        hatch="#b4bcc0",
        zero="#ffffff",
        circle="#14607a",
        circle_edge="#ffffff",
        shelter="#2f6b3a",
        shelter_edge="#ffffff",
        track="#4a3a63",
        flow="#a3336a",
        flow_edge="#ffffff",
        selected="#11181c",
        ink="#1d272d",
        quiet_ink="#4c5960",
        halo="#ffffff",
        panel="#ffffff",
        panel_edge="#c9d1d5",
    ),
    Theme.DARK: Surface(
        ground="#0f1820",
        sea="#14232e",
        land="#1e2c36",
        land_edge="#2b3943",
        state="#2a3842",
        state_edge="#7f909b",
        unit_edge="#46565f",
        hatch="#5d6e79",
        zero="#3b4d59",
        circle="#6cc3de",
        circle_edge="#0c141a",
        shelter="#8fd19a",
        shelter_edge="#0c141a",
        track="#cbb8ee",
        flow="#ee9ac0",
        flow_edge="#0c141a",
        selected="#ffffff",
        ink="#eef3f5",
        quiet_ink="#aebbc3",
        halo="#0c141a",
        panel="#16222b",
        panel_edge="#3a4a55",
    ),
}

# Few people to many. On a dark screen the order of lightness turns round: the most must stand out from the ground.
_SEQUENCES = {
    Theme.LIGHT: ("#f9e6c8", "#f3cb97", "#e8a965", "#d8823f", "#b95c28", "#8e3f1e", "#5f2816"),
    Theme.DARK: ("#4b3423", "#6b4527", "#8f5a2c", "#b67436", "#d99348", "#f0b874", "#fbdfb3"),
}

MOST_SHADES = len(_SEQUENCES[Theme.LIGHT])
"""Nobody can tell more apart."""

# Tropical depression, tropical storm, hurricane of category 1 to 5; the mark carries the letter or number too.
STORM_CATEGORIES = ("TD", "TS", "1", "2", "3", "4", "5")
_STORM_COLOURS = {
    Theme.LIGHT: ("#a9a3b5", "#968bae", "#7a65a3", "#6a4b9c", "#5a338c", "#471f74", "#310b57"),
    Theme.DARK: ("#827c90", "#8e84a9", "#9c8bc4", "#b09cdc", "#c6b3ee", "#dccdf8", "#f1e9ff"),
}

# For lines and bars that are kinds, not amounts (after Okabe and Ito, darkened to 3:1 on white).
CATEGORIES = {
    Theme.LIGHT: ("#14607a", "#b3541e", "#5a338c", "#2f6b3a", "#8a6d00", "#a3336a", "#4c5960"),
    Theme.DARK: ("#6cc3de", "#eea46a", "#c6b3ee", "#8fd19a", "#e0c65c", "#ee9ac0", "#aebbc3"),
}
ACCENT = {Theme.LIGHT: "#14607a", Theme.DARK: "#6cc3de"}


def sequential(count: int, theme: Theme) -> tuple[str, ...]:
    """Return so many shades from few to many, evenly spaced over the whole scale.

    Args:
        count: number of classes, 0 to 7. One class takes the middle of the scale.
        theme: the screen they are for.

    Raises:
        ValueError: more than 7 classes; nobody can tell more shades apart.
    """
    shades = _SEQUENCES[theme]
    if count > len(shades):
        raise ValueError(f"{count} classes asked for; at most {len(shades)} shades can be told apart.")
    if count == 1:
        return (shades[len(shades) // 2],)
    return tuple(shades[round(place * (len(shades) - 1) / (count - 1))] for place in range(count))


def storm_colour(category: str, theme: Theme) -> str:
    """Return the colour of a storm category; one that is not known looks like a depression."""
    place = STORM_CATEGORIES.index(category) if category in STORM_CATEGORIES else 0
    return _STORM_COLOURS[theme][place]
