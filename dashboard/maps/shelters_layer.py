"""Shelters on the map: each at its own place, or, where no list gives one, together at the middle of their unit."""

from dataclasses import dataclass

import pandas as pd

from dashboard.maps.layer_input import check_layer_table, number_column, text_column

_NAMES_SHOWN = 8


@dataclass(frozen=True)
class ShelterMark:
    """One mark: a shelter with a position, or all shelters of a unit whose position nobody published."""

    code: str
    latitude: float | None
    longitude: float | None
    count: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class SheltersLayer:
    """The marks and the two sentences that the tooltip needs for shelters without a position."""

    marks: tuple[ShelterMark, ...]
    position_unknown: str
    and_more: str


def shelters_layer(
    shelters: pd.DataFrame,
    *,
    position_unknown: str = "position not published; shown at the middle of the unit",
    and_more: str = "and {count} more",
) -> SheltersLayer:
    """Return one mark per shelter with a position, and one per unit for the others.

    Args:
        shelters: one row per shelter: ``name``, ``code`` (unit or country), ``latitude`` and ``longitude`` in WGS 84
            degrees (missing where not known); ``note`` (may be left out), such as the capacity in words.
        position_unknown: said under the shelters that stand at their unit.
        and_more: said where a unit has more than eight, with ``{count}``.

    Raises:
        LayerInputError: a column is missing.
    """
    check_layer_table(
        shelters.drop_duplicates("code") if "code" in shelters else shelters,
        layer="shelters",
        columns=("code", "name", "latitude", "longitude"),
        value=None,
    )
    names = [f"{name} · {note}" if note else name for name, note in zip(*_texts(shelters), strict=True)]
    rows = list(
        zip(
            (str(code) for code in shelters["code"]),
            number_column(shelters, "latitude"),
            number_column(shelters, "longitude"),
            names,
            strict=True,
        )
    )
    placed = [
        ShelterMark(code, lat, lon, 1, (name,)) for code, lat, lon, name in rows if lat is not None and lon is not None
    ]
    together: dict[str, list[str]] = {}
    for code, latitude, longitude, name in rows:
        if latitude is None or longitude is None:
            together.setdefault(code, []).append(name)
    grouped = [
        ShelterMark(code, None, None, len(listed), _shortened(listed, and_more))
        for code, listed in sorted(together.items())
    ]
    return SheltersLayer((*placed, *grouped), position_unknown, and_more)


def _texts(shelters: pd.DataFrame) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return text_column(shelters, "name"), text_column(shelters, "note")


def _shortened(names: list[str], and_more: str) -> tuple[str, ...]:
    if len(names) <= _NAMES_SHOWN:
        return tuple(names)
    return (*names[:_NAMES_SHOWN], and_more.replace("{count}", str(len(names) - _NAMES_SHOWN)))
