"""``python -m geo locate LAT LON`` and ``python -m geo match NAME [--country ISO3]``: one JSON document each.

Exit code 0 with an answer, also when it is that nothing was found; 2 when the question is wrong (a latitude or
longitude out of range, the two swapped, an unknown country). The document on standard output says why.
"""

import argparse
import json
import math
import sys
from typing import Any

from geo.errors import CoordinateError, PlaceError
from geo.gazetteer import read_countries, read_units
from geo.pcodes import resolve_pcode
from geo.place_names import MatchHow, PlaceMatch, match_commune, match_country, match_place, match_unit
from geo.spatial_joins import find_nearest_unit, locate_points


def main(arguments: list[str] | None = None) -> int:
    """Answer one question; return the exit code."""
    parser = _Parser(prog="python -m geo", description="Where is a point, and what is meant by a name?")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    locate = commands.add_parser("locate", help="the first-level unit of a point")
    locate.add_argument("latitude", type=float, help="degrees north, south negative")
    locate.add_argument("longitude", type=float, help="degrees east, west negative")
    match = commands.add_parser("match", help="the country, unit or commune of a name or code")
    match.add_argument("name", help="a name, our code, an ISO code or a P-code")
    match.add_argument("--country", metavar="ISO3", help="look for a unit or commune of this state")
    options = parser.parse_args(arguments)
    try:
        answer = _locate(options.latitude, options.longitude) if options.command == "locate" else _match(options)
    except PlaceError as error:
        query = {key: value for key, value in vars(options).items() if key != "command"}
        query = {key: None if value != value else value for key, value in query.items()}  # NaN is no JSON
        print(json.dumps(_document(query, message=str(error)), ensure_ascii=False))
        return 2
    print(json.dumps(answer, ensure_ascii=False))
    return 0


class _Parser(argparse.ArgumentParser):
    """Takes ``-57.5`` and ``-5.75e1`` for numbers, not for options."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._negative_number_matcher = _NumberMatcher()  # type: ignore[assignment]  # argparse knows no exponents


class _NumberMatcher:
    def match(self, text: str) -> bool:
        try:
            float(text)
        except ValueError:
            return False
        return True


def _document(query: dict[str, Any], **answer: Any) -> dict[str, Any]:
    empty = {"how": MatchHow.NONE.value, "code": None, "name": None, "country_iso3": None, "country_name": None}
    return {"query": query} | empty | {"distance_km": None, "suggestions": [], "message": ""} | answer


def _locate(latitude: float, longitude: float) -> dict[str, Any]:
    query = {"latitude": latitude, "longitude": longitude}
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        raise CoordinateError("latitude and longitude have to be numbers of degrees.")
    row = locate_points([latitude], [longitude]).iloc[0]
    if row["how"] == MatchHow.NONE:
        code, distance = find_nearest_unit(latitude, longitude)
        unit = _unit(code)
        message = (
            f"No unit of the 22 states: open sea or another country. The nearest is {unit['name']} "
            f"({unit['country_name']}), {distance:,.0f} km away."
        )
        return _document(query, message=message)
    unit = _unit(str(row["code"]))
    distance = round(float(row["distance_km"]), 3)
    message = f"{unit['name']}, {unit['country_name']}"
    if row["how"] == MatchHow.NEAREST:
        message += f": {distance:.1f} km off the land drawn, nearest unit"
    return _document(query, how=row["how"], distance_km=distance, message=message + ".", **unit)


def _unit(code: str) -> dict[str, Any]:
    unit = read_units().set_index("code").loc[code]
    return {"code": code, "name": unit["name"], **_country(str(unit["country_iso3"]))}


def _country(iso3: str) -> dict[str, Any]:
    return {"country_iso3": iso3, "country_name": match_country(iso3).name}


def _match(options: argparse.Namespace) -> dict[str, Any]:
    query = {"name": options.name, "country": options.country}
    found = _match_in(options.name, options.country.upper()) if options.country else _match_anywhere(options.name)
    country = _country(found.country_iso3) if found.country_iso3 else {}
    suggestions = [{"code": code, "name": name, "score": score} for code, name, score in found.suggestions]
    return _document(
        query,
        how=found.how.value,
        code=found.code,
        name=found.name if found.code else None,
        suggestions=suggestions,
        message=_message(found, options.country),
        **country,
    )


def _match_in(name: str, country_iso3: str) -> PlaceMatch:
    """The first certain answer of unit, P-code, commune and named place; else the first suggestion."""
    answers = [match_unit(name, country_iso3)]
    if not answers[0].code:
        by_pcode = resolve_pcode(name, on=None)
        if by_pcode.country_iso3 == country_iso3:
            answers.append(by_pcode)
        answers += [match_commune(name, country_iso3), match_place(name, country_iso3)]
    certain = [answer for answer in answers if answer.code]
    helpful = [answer for answer in answers if answer.suggestions]
    return (certain + helpful + answers)[0]


def _match_anywhere(name: str) -> PlaceMatch:
    """A country, else the one unit of this name in all states; several are asked for, not chosen from."""
    country = match_country(name)
    if country.code:
        return country
    by_pcode = resolve_pcode(name, on=None)
    if by_pcode.country_iso3:
        return by_pcode
    found = [match for iso3 in read_countries()["iso3"] if (match := match_unit(name, iso3)).code]
    if len(found) == 1:
        return found[0]
    if found:
        several = tuple((str(match.code), f"{match.name} ({match.country_iso3})", 100.0) for match in found)
        return PlaceMatch(None, None, name, MatchHow.NONE, several)
    return country


def _message(found: PlaceMatch, country: str | None) -> str:
    if found.how == MatchHow.INSIDE:
        return f"A place in {found.name}."
    if found.code:
        return f"{found.name}."
    if found.how == MatchHow.SUGGESTED:
        return "Not certain: a person has to choose from the suggestions."
    if found.suggestions and resolve_pcode(found.name, on=None).country_iso3 == "JAM":
        return "Jamaica's P-codes changed on 2 August 2024: the day of the list says which is meant."
    if found.suggestions:
        return "Several are meant: say which" + ("." if country else ", with --country.")
    return "Not found."


if __name__ == "__main__":
    sys.exit(main())
