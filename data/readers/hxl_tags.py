"""HXL tags (https://hxlstandard.org, version 1.1) and what each says of a column, in the words of the record.

A tag is a word and a set of attributes: ``#affected+f+idps`` and ``#affected+idps+f`` are the same. A column of numbers
is read only where every attribute is understood: ``#affected+killed`` is nobody displaced, and ``#affected+displaced``
says neither how many are displaced now nor how many were in a period.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_TAG = re.compile(r"^\s*#\s*([A-Za-z][A-Za-z0-9_]*)\s*((?:\+\s*[A-Za-z][A-Za-z0-9_]*\s*)*)$")

_SEXES = {"f": "female", "m": "male", "i": "other"}
_AGES = ("infants", "children", "adolescents", "adults", "elderly")
_HAZARDS = {"conflict": "conflict", "disaster": "disaster"}
_UNITS = {"ind": "person", "hh": "household"}
_NEUTRAL = frozenset({"num", "total", "all", "ind", "hh", "current", "stock", "persons", "people"})
_PEOPLE: Mapping[str, tuple[tuple[frozenset[str], str], ...]] = {
    "affected": (
        (frozenset({"idps", "new"}), "new_displacements"),
        (frozenset({"idps"}), "idps"),
        (frozenset({"returnees"}), "returned"),
        (frozenset({"refugees"}), "refugees"),
        (frozenset({"asylumseekers"}), "asylum_seekers"),
        (frozenset({"asylum_seekers"}), "asylum_seekers"),
        (frozenset({"evacuated"}), "evacuated"),
        (frozenset({"evacuees"}), "evacuated"),
        (frozenset({"sheltered"}), "in_shelter"),
        (frozenset(), "people_affected"),
    ),
    "inneed": ((frozenset(), "people_in_need"),),
    "targeted": ((frozenset(), "people_targeted"),),
    "reached": ((frozenset(), "people_reached"),),
    "population": ((frozenset({"idps"}), "idps"), (frozenset(), "population")),
    "capacity": ((frozenset({"shelter"}), "shelter_capacity"),),
}
_CODES = frozenset({"code", "pcode", "v_pcode", "iso3", "v_iso3"})
_TEXT = {
    "operation": "operation",
    "round": "reporting_round",
    "cause": "reason",
    "sector": "sector",
    "glide": "glide",
}


@dataclass(frozen=True)
class Tag:
    """One tag: its word without the hash, and its attributes as a set."""

    word: str
    attributes: frozenset[str]


@dataclass(frozen=True)
class Count:
    """What a column of numbers counts."""

    measure: str
    unit: str
    sex: str | None
    age_band: str | None
    hazard: str | None


def parse_tag(text: str | None) -> Tag | None:
    """Return the tag of a cell; None where the cell is no tag."""
    found = _TAG.match(text or "")
    if found is None:
        return None
    attributes = [part.strip().lower() for part in found.group(2).split("+")]
    return Tag(found.group(1).lower(), frozenset(part for part in attributes if part))


def count_of(tag: Tag) -> Count | None:
    """Return what a column counts; None where it counts nothing that we know for certain."""
    rest = set(tag.attributes)
    sexes, ages, hazards, units = (
        [name for name in names if name in rest] for names in (_SEXES, _AGES, _HAZARDS, _UNITS)
    )
    if max(len(sexes), len(ages), len(hazards), len(units)) > 1:
        return None
    rest -= {*sexes, *ages, *hazards, *_NEUTRAL}
    for needed, measure in _PEOPLE.get(tag.word, ()):
        if needed == rest:
            return Count(
                measure,
                _UNITS[units[0]] if units else "person",
                _SEXES[sexes[0]] if sexes else None,
                ages[0] if ages else None,
                hazards[0] if hazards else None,
            )
    return None


def text_of(tag: Tag) -> str | None:
    """Return the column of a draft that a column of text fills; None where it fills none."""
    word, has = tag.word, tag.attributes
    if word in {"country", "adm0"}:
        return _country(has)
    if word in {"adm1", "adm2"}:
        return _unit(word, has)
    if word == "date":
        return _date(has)
    if word == "geo":
        return "latitude" if "lat" in has else "longitude" if "lon" in has else None
    if word in {"loc", "site"} and not has & {*_CODES, "id", "type"}:
        return "place"
    if word == "assessment" and "type" in has:
        return "assessment_type"
    if word in {"meta", "source"} and (word == "source" or "source" in has):
        return "source_name"
    return _TEXT.get(word) if "id" not in has and "status" not in has else None


def _country(has: frozenset[str]) -> str:
    end = "origin_iso3" if "origin" in has else "country_iso3"
    if has & _CODES:
        return end
    return "given_origin_country" if "origin" in has else "given_country"


def _unit(word: str, has: frozenset[str]) -> str | None:
    level = "admin1" if word == "adm1" else "admin2"
    kind = "code" if has & _CODES else "name"
    if "origin" in has:
        return f"given_origin_admin1_{kind}" if level == "admin1" else None
    return f"given_{level}_{kind}"


def _date(has: frozenset[str]) -> str | None:
    if "year" in has:
        return "year"
    if "end" in has:
        return "end_date"
    if "start" in has:
        return "start_date"
    if has <= {"reported", "survey", "reference"}:
        return "reported" if "reported" in has or not has else "survey"
    return None
