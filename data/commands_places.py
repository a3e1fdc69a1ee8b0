"""``python -m data places`` and ``confirm``: the places that no list knows, and what a person says of them."""

import argparse
import json
from typing import Any

from data.commands_imports import entry_document
from data.commands_shared import add_command, clock, opened, person, print_json, print_table
from data.places import commune_parents
from data.reviewing import confirm
from data.store.interface import PlaceDecision

_SHOWN = ("source", "country_iso3", "provider_place_name", "rows", "suggestions")


def add_commands(commands: Any) -> None:
    """Add the commands to the command line."""
    add_command(commands, "places", "list the places that wait for a person", run_places)
    parser = add_command(commands, "confirm", "say which unit a place of a source means, now and later", run_confirm)
    parser.add_argument("source", metavar="SOURCE")
    parser.add_argument("country", metavar="ISO3")
    parser.add_argument("place", metavar="PLACE", help="the place as the list has it")
    parser.add_argument("code", metavar="CODE", help="code of the unit (JM-01) or of the commune (HT0111)")


def run_places(arguments: argparse.Namespace) -> int:
    """List the places that wait, those with most records first."""
    with opened(arguments) as store:
        waiting = store.places_to_review().to_dicts()
    for place in waiting:
        place["suggestions"] = json.loads(place["suggestions"] or "[]")
    if arguments.json:
        print_json({"places": waiting})
        return 0
    for place in waiting:
        place["suggestions"] = ", ".join(f"{one['code']} {one['name']}" for one in place["suggestions"])
    print_table(waiting, _SHOWN, nothing="no place waits")
    return 0


def run_confirm(arguments: argparse.Namespace) -> int:
    """Keep a decision about a place."""
    commune = arguments.code if arguments.code in commune_parents() else None
    decision = PlaceDecision(
        source=arguments.source,
        country_iso3=arguments.country.upper(),
        provider_place_name=arguments.place,
        admin1_code=None if commune else arguments.code,
        admin2_code=commune,
    )
    with opened(arguments) as store:
        entry = confirm(store, decision, by=person(), now=clock())
    if arguments.json:
        print_json(entry_document(entry))
    else:
        print(f"{entry.note}: {entry.records:,} records placed (import {entry.import_id}, can be undone).")
    return 0
