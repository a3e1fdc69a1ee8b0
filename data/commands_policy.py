"""``python -m data operations`` and ``precedence``: what an officer decides about counting, shown and changed.

Both are settings of the store: who changed them and when stands in its ledger, earlier moments keep the earlier ones,
and every answer names those that bear on it.
"""

import argparse
from typing import Any

from data.commands_shared import add_command, clock, opened, person, print_json, print_table
from data.errors import RequestRefused
from data.known_places import known_places
from data.queries.policy import (
    DEFAULT_FIRST,
    DEFAULT_OPERATIONS,
    OPERATIONS_SETTING,
    PRECEDENCE_SETTING,
    OperationRule,
    operations_setting,
    policy_of,
)
from data.schema import MEASURES
from data.sources import SOURCES
from data.store.interface import Store

_OPERATION_COLUMNS = ("country_iso3", "name", "counts_in_total", "overlaps_with", "set_by")
_ORDER_COLUMNS = ("key", "order", "set_by")
_DEFAULT, _OFFICE, _NOBODY = "default", "office", "nobody: counts alone, the newest first"


def add_commands(commands: Any) -> None:
    """Add the commands to the command line."""
    parser = add_command(commands, "operations", "which operations count in a country's total", run_operations)
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--set", nargs=2, metavar=("ISO3", "NAME"), help="with --counts or --beside")
    change.add_argument("--unset", nargs=2, metavar=("ISO3", "NAME"), help="take the rule of an operation away")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--counts", action="store_true", default=None, help="it counts in its country's total")
    how.add_argument("--beside", dest="counts", action="store_false", help="it is shown beside the total")
    parser.add_argument(
        "--overlaps", action="append", default=[], metavar="NAME", help="counts the same people as NAME"
    )
    parser = add_command(commands, "precedence", "which source comes first for a measure", run_precedence)
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--set", nargs="+", metavar="KEY SOURCE", help="KEY is MEASURE or MEASURE/ISO3; then sources")
    change.add_argument("--unset", metavar="KEY", help="go back to the default order")


def run_operations(arguments: argparse.Namespace) -> int:
    """Show the rules of operations, or change one and show them."""
    if arguments.set and arguments.counts is None:
        raise RequestRefused("say whether the operation counts in the total: --counts or --beside.")
    if not arguments.set and (arguments.counts is not None or arguments.overlaps):
        raise RequestRefused("--counts, --beside and --overlaps belong to --set ISO3 NAME.")
    with opened(arguments) as store:
        if arguments.set or arguments.unset:
            _change_operation(store, arguments)
        rows = _operations(store)
    if arguments.json:
        print_json({"operations": rows})
    else:
        print_table(rows, _OPERATION_COLUMNS, nothing="no operations")
    return 0


def _change_operation(store: Store, arguments: argparse.Namespace) -> None:
    country, name = arguments.set or arguments.unset
    country = _country(country)
    rules = policy_of(known_places(), store.setting(OPERATIONS_SETTING), None).operations
    kept = tuple(rule for rule in rules if (rule.country_iso3, rule.name) != (country, name))
    if arguments.unset and len(kept) == len(rules):
        raise RequestRefused(f"operation '{name}' of {country} has no rule.")
    if arguments.set:
        kept += (OperationRule(country, name, arguments.counts, tuple(arguments.overlaps)),)
    store.set_setting(OPERATIONS_SETTING, operations_setting(kept), by=person(), now=clock())


def _operations(store: Store) -> list[dict[str, Any]]:
    """Return the rules, then the operations of the records that have none."""
    rules = policy_of(known_places(), store.setting(OPERATIONS_SETTING), None).operations
    found = store.current_records(columns=["country_iso3", "operation"]).drop_nulls().unique()
    others = set(found.iter_rows()) - {(rule.country_iso3, rule.name) for rule in rules}
    rows = [
        {**entry, "set_by": _DEFAULT if rule in DEFAULT_OPERATIONS else _OFFICE}
        for rule, entry in zip(rules, operations_setting(rules), strict=True)
    ]
    rows += [
        {"country_iso3": country, "name": name, "counts_in_total": None, "overlaps_with": [], "set_by": _NOBODY}
        for country, name in others
    ]
    return sorted(rows, key=lambda row: (row["country_iso3"], row["name"]))


def run_precedence(arguments: argparse.Namespace) -> int:
    """Show the orders of sources, or change one and show them."""
    with opened(arguments) as store:
        if arguments.set or arguments.unset:
            _change_order(store, arguments)
        rows = _orders(store)
    if arguments.json:
        print_json({"precedence": rows})
    else:
        print_table(
            [row | {"order": ", ".join(row["order"])} for row in rows], _ORDER_COLUMNS, nothing="no order is set"
        )
    return 0


def _change_order(store: Store, arguments: argparse.Namespace) -> None:
    orders = dict(store.setting(PRECEDENCE_SETTING) or {})
    if arguments.unset:
        if arguments.unset not in orders:
            raise RequestRefused(f"the office set no order for '{arguments.unset}'.")
        del orders[arguments.unset]
    else:
        key, *order = arguments.set
        orders[_key(key)] = _sources(order, store)
    store.set_setting(PRECEDENCE_SETTING, orders, by=person(), now=clock())


def _orders(store: Store) -> list[dict[str, Any]]:
    orders = policy_of(known_places(), None, store.setting(PRECEDENCE_SETTING)).first
    return [
        {"key": key, "order": list(order), "set_by": _DEFAULT if DEFAULT_FIRST.get(key) == order else _OFFICE}
        for key, order in sorted(orders.items())
    ]


def _key(text: str) -> str:
    """Return the key of an order: a measure, or a measure in a country."""
    measure, slash, country = text.partition("/")
    if measure not in MEASURES:
        raise RequestRefused(f"measure '{measure}' is not known; known are: {', '.join(sorted(MEASURES))}.")
    return f"{measure}/{_country(country)}" if slash else measure


def _sources(names: list[str], store: Store) -> list[str]:
    if not names:
        raise RequestRefused("name the sources in their order, the one that counts first.")
    known = {*SOURCES, *store.current_records(columns=["source"])["source"].drop_nulls()}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise RequestRefused(f"source '{unknown[0]}' is not known; known are: {', '.join(sorted(known))}.")
    if len(set(names)) != len(names):
        raise RequestRefused("a source is named twice.")
    return names


def _country(code: str) -> str:
    states = known_places().countries
    if code.upper() not in states:
        raise RequestRefused(f"country '{code}' is none of our states: {', '.join(sorted(states))}.")
    return code.upper()
