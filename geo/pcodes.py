"""OCHA's P-codes resolved to units and communes, with care for the edition that a code was taken from."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from geo.gazetteer import read_communes, read_units
from geo.place_names import MatchHow, PlaceMatch

# The day of OCHA's new list for Jamaica: JM08 was Saint Andrew before and is Saint Catherine since.
JAMAICA_RENUMBERED = date(2024, 8, 2)
_FIRST_LISTED = date(2017, 9, 8)


def resolve_pcode(pcode: str, *, on: date | None) -> PlaceMatch:
    """Return the unit or commune of an OCHA P-code.

    Args:
        pcode: first-level (``HT01``) or second-level code.
        on: the day of the list the code was taken from, or of the record. Jamaica was renumbered on 2 August 2024:
            JM07 to JM14 name other parishes before and after, and without a day they are not resolved.

    Returns:
        ``how`` code; or none, with both meanings as suggestions where the day is needed.
    """
    code = pcode.strip().upper()
    current, previous = _pcodes()
    now, before = current.get(code), previous.get(code)
    if now and before and now != before:
        if on is None:
            both = tuple((unit, _unit(unit).name, 100.0) for unit in (before, now))
            return PlaceMatch(None, _unit(now).country_iso3, pcode, MatchHow.NONE, both)
        return _unit(before if on < JAMAICA_RENUMBERED else now)
    found = now or before
    if found:
        return _unit(found)
    return _commune(code, pcode, on)


@cache
def _unit(code: str) -> PlaceMatch:
    row = read_units().set_index("code").loc[code]
    return PlaceMatch(code, str(row["country_iso3"]), str(row["name"]), MatchHow.CODE, (), code)


def _commune(code: str, pcode: str, on: date | None) -> PlaceMatch:
    found = _communes().get(code)
    if found is None:
        return PlaceMatch(None, None, pcode, MatchHow.NONE)
    country, name, admin1_code = found
    # Our Jamaican list is the new one; the old one used the same numbers for other communities.
    if country == "JAM" and (on is None or on < JAMAICA_RENUMBERED):
        return PlaceMatch(None, country, pcode, MatchHow.NONE, ((code, name, 100.0),))
    return PlaceMatch(code, country, name, MatchHow.CODE, (), admin1_code)


@cache
def _communes() -> dict[str, tuple[str, str, str]]:
    """Return the state, the name and the unit of every second-level code."""
    table = read_communes()
    columns = (table[name].astype(str) for name in ("pcode", "country_iso3", "name", "admin1_code"))
    return {pcode: (country, name, unit) for pcode, country, name, unit in zip(*columns, strict=True)}


def pcode_edition(pcodes: Iterable[str]) -> date | None:
    """Return a day on which a file's Jamaican P-codes were valid, or None where the codes do not tell.

    JM03, JM05 and JM06 exist only since August 2024, JM15 to JM17 only before: one of them dates the whole file.

    Args:
        pcodes: all P-codes of one file.
    """
    current, previous = _pcodes()
    used = {pcode.strip().upper() for pcode in pcodes}
    is_new = bool(used & (current.keys() - previous.keys()) & _jamaican(current))
    is_old = bool(used & (previous.keys() - current.keys()))
    if is_new == is_old:
        return None
    return JAMAICA_RENUMBERED if is_new else _FIRST_LISTED


def _jamaican(codes: Mapping[str, str]) -> set[str]:
    return {pcode for pcode, unit in codes.items() if unit.startswith("JM-")}


@cache
def _pcodes() -> tuple[dict[str, str], dict[str, str]]:
    """P-code to unit in the current edition, and in Jamaica's edition before August 2024."""
    current: dict[str, str] = {}
    previous: dict[str, str] = {}
    for unit in read_units().dropna(subset=["pcode"]).fillna({"pcode_previous": ""}).to_dict("records"):
        current |= dict.fromkeys(unit["pcode"].split(";"), unit["code"])
        if unit["country_iso3"] == "JAM":
            previous[unit["pcode_previous"] or unit["pcode"]] = unit["code"]
    return current, previous
