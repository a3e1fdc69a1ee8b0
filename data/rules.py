"""What a draft must be to become a record: a table of rules, each with a code, a column, a test and plain words.

A *value rule* looks at the text of one cell, so it is asked once for each distinct value. A *row rule* looks at several
cells of one row, after their types are known. Every failure is reported, not the first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from data.places import EAST, NORTH, SOUTH, WEST, commune_parents, our_units, unit_countries
from data.schema import MEASURES, RECORD_COLUMNS, Quantifier, Sensitivity, Type

EARLIEST = date(1900, 1, 1)
MOST_PEOPLE = 100_000_000
MOST_IN_A_HOUSEHOLD = 50
LONGEST_TEXT = 2_000

PLANNED = ("people_in_need", "people_targeted")
"""Measures that a plan gives for a period that may end in the future."""

NEVER_AT_HOME = ("refugees", "asylum_seekers", "refugees_asylum_seekers", "asylum_applications")
"""Measures of people outside their own country."""

TYPED = "{} as typed"
"""Name of the column that holds a value once its type is known."""


@dataclass(frozen=True)
class ValueRule:
    """A rule about one cell.

    Attributes:
        code: short name of the rule.
        columns: columns it holds for.
        is_broken: takes the text (never empty) and says whether it breaks the rule.
        expected: what should stand there, in words that follow "figure is 'x', ".
    """

    code: str
    columns: tuple[str, ...]
    is_broken: Callable[[pl.Expr], pl.Expr]
    expected: str


@dataclass(frozen=True)
class RowRule:
    """A rule about several cells of a row.

    Attributes:
        code: short name of the rule.
        column: column whose value is quoted.
        needs: columns that must hold something in the file for the rule to matter; none of them means always.
        is_broken: expression over the text columns and their typed twins.
        words: what follows "figure is 'x', ", with {} for each value of the row.
        values: expressions for those values.
    """

    code: str
    column: str
    needs: tuple[str, ...]
    is_broken: pl.Expr
    words: str
    values: tuple[pl.Expr, ...] = ()

    @property
    def expected(self) -> pl.Expr:
        """The words for each row, as a text expression."""
        return pl.format(self.words, *self.values) if self.values else pl.lit(self.words)


def typed(name: str) -> pl.Expr:
    """Return the typed twin of a column."""
    return pl.col(TYPED.format(name))


def as_type(text: pl.Expr, type_: Type) -> pl.Expr:
    """Return the text as a value of the type; missing where it is none."""
    if type_ is Type.COUNT:
        return pl.when(text.str.contains(r"^[+-]?\d{1,15}(?:\.0*)?$")).then(
            text.str.replace(r"\.0*$", "").str.strip_prefix("+").cast(pl.Int64, strict=False)
        )
    if type_ is Type.NUMBER:
        number = pl.when(text.str.contains(r"^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d{1,2})?$")).then(text)
        return number.cast(pl.Float64, strict=False)
    if type_ is Type.DAY:
        return pl.when(text.str.contains(r"^\d{4}-\d{2}-\d{2}$")).then(text.str.to_date("%Y-%m-%d", strict=False))
    if type_ is Type.FLAG:
        return text.replace_strict({"true": True, "false": False}, default=None, return_dtype=pl.Boolean)
    return text


def _columns_of(type_: Type) -> tuple[str, ...]:
    return tuple(column.name for column in RECORD_COLUMNS if column.type is type_)


_COUNTS, _NUMBERS, _DAYS, _FLAGS = (_columns_of(type_) for type_ in (Type.COUNT, Type.NUMBER, Type.DAY, Type.FLAG))
_FIGURES = ("figure", "figure_high")
_FREE_TEXT = tuple(column.name for column in RECORD_COLUMNS if column.type is Type.TEXT and not column.choices)
_ONE_OF = "expected one of {}"
_DECIMAL = r"^[+-]?\d+\.\d*[1-9]\d*$"


def _is_no(type_: Type) -> Callable[[pl.Expr], pl.Expr]:
    return lambda text: as_type(text, type_).is_null()


def _counts(test: Callable[[pl.Expr], pl.Expr]) -> Callable[[pl.Expr], pl.Expr]:
    return lambda text: test(as_type(text, Type.COUNT)).fill_null(value=False)


def _numbers(test: Callable[[pl.Expr], pl.Expr]) -> Callable[[pl.Expr], pl.Expr]:
    return lambda text: test(as_type(text, Type.NUMBER)).fill_null(value=False)


def _choice_rule(name: str, choices: tuple[str, ...]) -> ValueRule:
    return ValueRule(f"{name}_unknown", (name,), lambda text: ~text.is_in(choices), _ONE_OF.format(", ".join(choices)))


VALUE_RULES: tuple[ValueRule, ...] = (
    ValueRule("not_whole", _COUNTS, lambda text: text.str.contains(_DECIMAL), "expected a whole number"),
    ValueRule(
        "not_a_number", _COUNTS,
        lambda text: as_type(text, Type.COUNT).is_null() & ~text.str.contains(_DECIMAL),
        "not a whole number written in digits",
    ),
    ValueRule("negative", _COUNTS, _counts(lambda number: number < 0), "expected 0 or more"),
    ValueRule(
        "too_large", _FIGURES, _counts(lambda number: number > MOST_PEOPLE),
        f"more than {MOST_PEOPLE:,}: no state here has so many people",
    ),
    ValueRule("not_a_number", _NUMBERS, _is_no(Type.NUMBER), "not a number with a decimal point"),
    ValueRule(
        "household_size_out_of_range", ("household_size",),
        _numbers(lambda size: (size < 1) | (size > MOST_IN_A_HOUSEHOLD)),
        f"expected the people of one household, 1 to {MOST_IN_A_HOUSEHOLD}",
    ),
    ValueRule("latitude_out_of_range", ("latitude",), _numbers(lambda lat: lat.abs() > 90), "expected -90 to 90"),
    ValueRule("longitude_out_of_range", ("longitude",), _numbers(lambda lon: lon.abs() > 180), "expected -180 to 180"),
    ValueRule("not_a_day", _DAYS, _is_no(Type.DAY), "not a YYYY-MM-DD day"),
    ValueRule(
        "too_early", _DAYS, lambda text: (as_type(text, Type.DAY) < EARLIEST).fill_null(value=False),
        f"before {EARLIEST.year}",
    ),
    ValueRule("not_a_flag", _FLAGS, _is_no(Type.FLAG), "expected true or false"),
    ValueRule(
        "measure_unknown", ("measure",), lambda text: ~text.is_in(list(MEASURES)),
        _ONE_OF.format(", ".join(MEASURES)),
    ),
    *(_choice_rule(column.name, column.choices) for column in RECORD_COLUMNS if column.choices),
    ValueRule(
        "unit_code_unknown", ("admin1_code", "origin_admin1_code"), lambda text: ~text.is_in(list(our_units())),
        "not the code of a unit that we know, such as JM-01",
    ),
    ValueRule(
        "unit_code_unknown", ("admin2_code",), lambda text: ~text.is_in(list(commune_parents())),
        "not the code of a unit that we know, such as HT0111",
    ),
    ValueRule(
        "control_character", _FREE_TEXT, lambda text: text.str.contains(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"),
        "holds characters that cannot be printed",
    ),
    ValueRule(
        "too_long", _FREE_TEXT, lambda text: text.str.len_chars() > LONGEST_TEXT,
        f"longer than {LONGEST_TEXT:,} characters",
    ),
)  # fmt: skip


def row_rules(today: date) -> tuple[RowRule, ...]:
    """Return the rules about rows; a date later than ``today`` is in the future."""
    return (*_rules_of_presence(), *_rules_of_places(), *_rules_of_dates(today), *_rules_of_figures())


def _rule(code: str, column: str, needs: tuple[str, ...], is_broken: pl.Expr, words: str, *values: pl.Expr) -> RowRule:
    return RowRule(code, column, needs, is_broken.fill_null(value=False), words, values)


def _rules_of_presence() -> tuple[RowRule, ...]:
    withdrawn = typed("is_retracted").fill_null(value=False)
    return (
        _rule("source_missing", "source", (), pl.col("source").is_null(), "expected who published the figure"),
        _rule("measure_missing", "measure", (), pl.col("measure").is_null(), "expected what was counted"),
        _rule(
            "figure_missing", "figure", (), pl.col("figure").is_null() & ~withdrawn,
            "expected a whole number; leave the row out where nobody counted",
        ),
        _rule("start_date_missing", "start_date", (), pl.col("start_date").is_null(), "expected a YYYY-MM-DD day"),
    )  # fmt: skip


def _rules_of_places() -> tuple[RowRule, ...]:
    trouble, origin = pl.col("country_trouble"), pl.col("origin_trouble")
    lat, lon = typed("latitude"), typed("longitude")
    is_swapped = ~_in_region(lat, lon) & _in_region(lon, lat)
    same = pl.col("origin_iso3") == pl.col("country_iso3")
    found: list[RowRule] = [
        _rule("country_missing", "country_iso3", (), trouble == "missing", "expected the country, such as JAM"),
        _rule("country_unknown", "country_iso3", (), trouble == "unknown", "not a country that we know"),
        _rule(
            "country_contradiction", "country_iso3", (), trouble == "contradiction",
            "but the name beside it is '{}'", pl.col("given_country"),
        ),
        _rule("origin_unknown", "origin_iso3", (), origin == "unknown", "not a country that we know"),
        _rule(
            "origin_contradiction", "origin_iso3", (), origin == "contradiction",
            "but the name beside it is '{}'", pl.col("given_origin_country"),
        ),
        _rule(
            "origin_is_country", "origin_iso3", ("origin_iso3",),
            same & pl.col("measure").is_in(NEVER_AT_HOME), "the same as the country: such people are abroad",
        ),
        _rule(
            "coordinates_swapped", "latitude", ("latitude", "longitude"), is_swapped,
            "latitude and longitude seem to be exchanged",
        ),
        _rule(
            "longitude_missing", "longitude", ("latitude",), lat.is_not_null() & pl.col("longitude").is_null(),
            "expected degrees east beside the latitude",
        ),
        _rule(
            "latitude_missing", "latitude", ("longitude",), lon.is_not_null() & pl.col("latitude").is_null(),
            "expected degrees north beside the longitude",
        ),
    ]  # fmt: skip
    communes = {code: country for code, (country, _) in commune_parents().items()}
    known = {**communes, **unit_countries()}
    for column in ("admin1_code", "given_admin1_code", "admin2_code", "given_admin2_code"):
        country = pl.col(column).replace_strict(known, default=None, return_dtype=pl.String)
        elsewhere = country.is_not_null() & (country != pl.col("country_iso3"))
        words = "a unit of {}, but the country is {}"
        found.append(
            _rule("unit_in_other_country", column, (column,), elsewhere, words, country, pl.col("country_iso3"))
        )
    return tuple(found)


def _in_region(lat: pl.Expr, lon: pl.Expr) -> pl.Expr:
    return lat.is_between(SOUTH, NORTH) & lon.is_between(WEST, EAST)


def _rules_of_dates(today: date) -> tuple[RowRule, ...]:
    start, end, reported = typed("start_date"), typed("end_date"), typed("reported_on")
    precision = pl.col("date_precision")
    # A year-end figure may come out before the year is over; what counts is the year.
    first_possible = (
        pl.when(precision == "year").then(start.dt.truncate("1y"))
        .when(precision == "month").then(start.dt.truncate("1mo"))
        .otherwise(start)
    )  # fmt: skip
    later = "later than today, {}", pl.lit(str(today))
    end_in_future = (end > today) & precision.ne_missing("year") & ~pl.col("measure").is_in(PLANNED)
    return (
        _rule(
            "end_before_start", "end_date", ("end_date",), end < start,
            "before the start {}", pl.col("start_date"),
        ),
        _rule("in_the_future", "start_date", ("start_date",), first_possible > today, *later),
        _rule("in_the_future", "end_date", ("end_date",), end_in_future, *later),
        _rule("in_the_future", "reported_on", ("reported_on",), reported > today, *later),
    )  # fmt: skip


def _rules_of_figures() -> tuple[RowRule, ...]:
    low, high = typed("figure"), typed("figure_high")
    is_range = pl.col("quantifier") == Quantifier.RANGE.value
    shelters = [name for name, measure in MEASURES.items() if measure.unit == "shelter"]
    counts_shelters = pl.col("measure").is_in(shelters)
    is_shelter = pl.col("unit") == "shelter"
    sensitivities = {name: measure.sensitivity.value for name, measure in MEASURES.items()}
    sensitivity = pl.col("measure").replace_strict(sensitivities, default=None, return_dtype=pl.String)
    differs = (pl.col("sensitivity") != sensitivity) & pl.col("sensitivity").is_in(
        [level.value for level in Sensitivity]
    )
    return (
        _rule(
            "range_reversed", "figure_high", ("figure_high",), high < low,
            "lower than the figure {}", pl.col("figure"),
        ),
        _rule(
            "range_without_end", "figure_high", ("quantifier",), is_range & pl.col("figure_high").is_null(),
            "expected the upper end of the range",
        ),
        _rule(
            "end_without_range", "figure_high", ("figure_high",),
            pl.col("figure_high").is_not_null() & ~is_range.fill_null(value=False),
            "given, but the quantifier is not range",
        ),
        _rule(
            "unit_contradicts_measure", "unit", ("unit",), is_shelter != counts_shelters,
            "but {} is not counted so", pl.col("measure"),
        ),
        _rule(
            "sensitivity_contradicts_measure", "sensitivity", ("sensitivity",), differs,
            "but {} is {}", pl.col("measure"), sensitivity,
        ),
    )  # fmt: skip


def all_words() -> tuple[str, ...]:
    """Return what every rule expects, in order, with {} where a list or a value of the row stands: for translators."""
    fixed = [rule.expected for rule in VALUE_RULES if not rule.expected.startswith(_ONE_OF.format(""))]
    return tuple(dict.fromkeys([*fixed, _ONE_OF, *(rule.words for rule in row_rules(date.max))]))
