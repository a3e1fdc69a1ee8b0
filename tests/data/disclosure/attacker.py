"""Somebody who wants to know the hidden figures: takes what is shown and works out what can be worked out.

Written apart from the code that hides, and slower: two programs for every hidden cell, and plain subtraction.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

Key = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Interval:
    """The lowest and highest number of whole people that a hidden cell can hold."""

    low: float
    high: float

    @property
    def width(self) -> float:
        return self.high - self.low


def intervals(
    true: Mapping[Key, float], shown: Mapping[Key, float], *, small: Collection[Key] = (), fewest: int = 11
) -> dict[Key, Interval]:
    """Return what an attacker finds out of every cell that is not shown.

    Args:
        true: the whole table, in which parts add up to their totals; only its keys are used.
        shown: what the attacker has seen.
        small: cells of which the attacker knows that they hold fewer than ``fewest``.
        fewest: the rule, which everybody knows.
    """
    keys = sorted(true, key=str)
    rows, right = [], []
    for total, parts in sums(keys):
        row = np.zeros(len(keys))
        row[keys.index(total)] = 1
        row[[keys.index(part) for part in parts]] = -1
        rows.append(row)
        right.append(0.0)
        assert true[total] == sum(true[part] for part in parts), total
    top = 10 * sum(true.values()) + 1000
    bounds = [(shown[key], shown[key]) if key in shown else (0, fewest - 1 if key in small else top) for key in keys]
    found = {}
    for place, key in enumerate(keys):
        if key not in shown:
            low, high = (_furthest(place, sign, rows, right, bounds) for sign in (1, -1))
            found[key] = Interval(low, high)
    return found


def sums(keys: Collection[Key]) -> list[tuple[Key, list[Key]]]:
    """Return every total among the keys with its parts along one axis."""
    found = []
    for total in keys:
        for axis, coordinate in enumerate(total):
            parts = [
                key for key in keys
                if key[axis] is not None and (*key[:axis], None, *key[axis + 1 :]) == total
            ]  # fmt: skip
            if coordinate is None and parts:
                found.append((total, parts))
    return found


def recovered(found: Mapping[Key, Interval]) -> set[Key]:
    """Return the cells that hold just one possible number of people."""
    return {key for key, interval in found.items() if np.floor(interval.high + 1e-6) - interval.low < 1 - 1e-6}


def subtracted(true_keys: Collection[Key], shown: Mapping[Key, float]) -> dict[Key, float]:
    """Return what plain subtraction of totals and parts gives, over and over until nothing new comes."""
    known = dict(shown)
    grew = True
    while grew:
        grew = False
        for total, parts in sums(true_keys):
            missing = [key for key in (total, *parts) if key not in known]
            if len(missing) == 1:
                rest = sum(known[key] for key in parts if key in known)
                known[missing[0]] = rest if missing[0] == total else known[total] - rest
                grew = True
    return {key: figure for key, figure in known.items() if key not in shown}


def _furthest(
    place: int, sign: int, rows: list[np.ndarray], right: list[float], bounds: list[tuple[float, float]]
) -> float:
    aim = np.zeros(len(bounds))
    aim[place] = sign
    equal = {"A_eq": np.array(rows), "b_eq": right} if rows else {}
    answer = linprog(aim, bounds=bounds, method="highs", **equal)
    assert answer.status == 0, answer.message
    return float(answer.x[place])
