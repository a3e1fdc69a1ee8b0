"""Columns of text made small for the way to the browser, and lossless.

Two hundred tooltips say "about 1,234 people per 100,000" with another number each. The words travel once, the numbers
joined in one text; ``unpack`` here and in ``static/map/tracker_map.js`` puts them together again.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

_FIRST_NUMBER = re.compile(r"\d(?:[\d.,'\u2019\u00a0\u202f ]*\d)?")
_SEPARATORS = "|;~^!*+=@_abcdefghijklmnopqrstuvwxyz"


class Wordbook:
    """The words before and after the numbers of all columns packed with it."""

    def __init__(self) -> None:
        """Start with no words."""
        self.words: list[list[str]] = []
        self._places: dict[tuple[str, str], int] = {}

    def pack(self, texts: Sequence[str]) -> list[object]:
        """Return the first numbers of the texts, joined, and the places of their words in ``words``.

        One place stands for all rows when they share it.
        """
        numbers, places = [], []
        for text in texts:
            number = _FIRST_NUMBER.search(text)
            start, end = number.span() if number else (len(text), len(text))
            numbers.append(text[start:end])
            places.append(self._place(text[:start], text[end:]))
        return [joined(numbers), same_or_all(places)]

    def _place(self, before: str, after: str) -> int:
        place = self._places.setdefault((before, after), len(self.words))
        if place == len(self.words):
            self.words.append([before, after])
        return place


def unpack(column: Sequence[Any], words: Sequence[Sequence[str]]) -> list[str]:
    """Return the texts of a packed column."""
    numbers, places = column
    parts = numbers[1:].split(numbers[0]) if numbers else []
    own = places if isinstance(places, list) else [places] * len(parts)
    return [words[place][0] + number + words[place][1] for number, place in zip(parts, own, strict=True)]


def joined(texts: Sequence[str]) -> str:
    """Return the texts in one, each after a sign that is in none of them; the first sign of the result tells which."""
    used = set("".join(texts))
    private = (chr(point) for point in range(0xE000, 0xF900))
    separator = next(sign for sign in chain(_SEPARATORS, private) if sign not in used)
    return "".join(separator + text for text in texts)


def same_or_all(places: Iterable[int]) -> int | list[int]:
    """Return one number when all are the same, else all."""
    rows = list(places)
    return rows[0] if rows and len(set(rows)) == 1 else rows
