"""What the columns of an unknown table may mean, as choices for a person, and the profile that the choices make."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from dashboard.headlines import MEASURE_LABELS, measure_label
from dashboard.language import gettext as _
from data.profiles import TARGETS, Profile
from data.schema import COLUMNS, MEASURES

NOT_READ = ""
_FIGURE, _HOUSEHOLDS, _COLUMN = "figure:", "households:", "column:"


def meanings() -> dict[str, str]:
    """Return what a column may mean, by key: not read, a number of something, or a column of the record."""
    people = [name for name in MEASURE_LABELS if MEASURES[name].unit == "person"]
    return {
        NOT_READ: _("not read"),
        **{f"{_COLUMN}{name}": words for name, words in _first_words().items()},
        **{f"{_FIGURE}{name}": _("Number: {measure}").format(measure=measure_label(name)) for name in MEASURE_LABELS},
        **{
            f"{_HOUSEHOLDS}{name}": _("Number of households: {measure}").format(measure=measure_label(name))
            for name in people
        },
        **{f"{_COLUMN}{name}": _other_words(name) for name in TARGETS if name not in _first_words()},
    }


def _first_words() -> dict[str, str]:
    return {
        "given_country": _("Country"),
        "given_admin1_name": _("Parish, district, region or department"),
        "given_admin2_name": _("Commune or other second-level unit"),
        "provider_place_name": _("Place, as the table writes it"),
        "start_date": _("Day, or first day"),
        "end_date": _("Last day"),
        "source_name": _("Who counted"),
        "given_origin_country": _("Country that the people come from"),
    }


def _other_words(name: str) -> str:
    column = COLUMNS.get(name)
    words = name.removeprefix("given_").replace("_", " ")
    return f"{words}: {_(column.meaning)}" if column is not None else words


def meaning_of(profile: Profile, column: str) -> str:
    """Return the key of what a profile says of a column."""
    if column in profile.figures:
        kind = _HOUSEHOLDS if column in profile.households else _FIGURE
        return kind + profile.figures[column]
    target = next((ours for ours, theirs in profile.columns.items() if theirs == column), None)
    return NOT_READ if target is None else _COLUMN + target


def profile_of(
    start: Profile, chosen: Mapping[str, str], *, constants: Mapping[str, str], day_format: str, name: str
) -> Profile:
    """Return the profile that a person's choices make.

    Args:
        start: the profile proposed, for its header.
        chosen: for each column of the table the key of what it means.
        constants: what is the same in every row; empty texts are left out.
        day_format: how days are written, empty where nobody said it.
        name: under which it is kept.
    """
    columns = {key.removeprefix(_COLUMN): column for column, key in chosen.items() if key.startswith(_COLUMN)}
    numbers = {column: key for column, key in chosen.items() if key.startswith((_FIGURE, _HOUSEHOLDS))}
    return replace(
        start,
        name=name,
        columns=columns,
        figures={column: key.partition(":")[2] for column, key in numbers.items()},
        households=tuple(column for column, key in numbers.items() if key.startswith(_HOUSEHOLDS)),
        constants={ours: value for ours, value in constants.items() if value and ours not in columns},
        day_format=day_format,
    )


def said_twice(chosen: Mapping[str, str]) -> list[str]:
    """Return the meanings that several columns were given though only one can have them."""
    counted = Counter(key for key in chosen.values() if key.startswith(_COLUMN))
    return [meanings()[key] for key, times in counted.items() if times > 1]
