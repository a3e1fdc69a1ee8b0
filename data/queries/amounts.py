"""Amounts that keep what their source said of them: more than, about, up to, a range.

Raw numbers are added, words survive (R13, R17): "more than 500" and "about 200" make "more than about 700".
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.schema import Quantifier


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of people, movements or shelters with its quantifier.

    ``high`` is given for a range only. ``is_approximate`` stands beside a bound, as in "more than about 700".
    ``is_mixed`` says that upper and lower bounds were added, so that only "about" is left.
    """

    figure: float
    quantifier: Quantifier = Quantifier.EXACT
    high: float | None = None
    is_approximate: bool = False
    is_mixed: bool = False


@dataclass(frozen=True, slots=True)
class Flags:
    """How many of the figures in a sum carried each quantifier."""

    more_than: int = 0
    at_least: int = 0
    less_than: int = 0
    up_to: int = 0
    approximately: int = 0
    ranges: int = 0

    def plus(self, other: "Flags") -> "Flags":
        """Return the counts of both together."""
        return Flags(
            self.more_than + other.more_than,
            self.at_least + other.at_least,
            self.less_than + other.less_than,
            self.up_to + other.up_to,
            self.approximately + other.approximately,
            self.ranges + other.ranges,
        )


NO_FLAGS = Flags()
"""Every figure was exact, which is by far the commonest."""


def amount_of(low: float, high: float, flags: Flags) -> Amount:
    """Return the amount for sums of lower and upper ends, with the quantifier that the flags leave."""
    if flags is NO_FLAGS:
        return Amount(low)
    is_lower_bound = bool(flags.more_than or flags.at_least)
    is_upper_bound = bool(flags.less_than or flags.up_to)
    is_about = bool(flags.approximately)
    if is_lower_bound and is_upper_bound:
        return Amount(low, Quantifier.APPROXIMATELY, is_approximate=True, is_mixed=True)
    if is_lower_bound:
        word = Quantifier.MORE_THAN if flags.more_than else Quantifier.AT_LEAST
        return Amount(low, word, is_approximate=is_about)
    if is_upper_bound:
        word = Quantifier.UP_TO if flags.up_to else Quantifier.LESS_THAN
        return Amount(high, word, is_approximate=is_about)
    if flags.ranges and high != low:
        return Amount(low, Quantifier.RANGE, high=high, is_approximate=is_about)
    return Amount(low, Quantifier.APPROXIMATELY if is_about else Quantifier.EXACT, is_approximate=is_about)


def total_of(parts: Iterable[tuple[float, float, Flags]]) -> Amount | None:
    """Return the sum of (low, high, flags); ``None`` over nothing, for a sum over nothing is missing and not 0."""
    low = high = 0.0
    flags = Flags()
    count = 0
    for part_low, part_high, part_flags in parts:
        low, high, flags, count = low + part_low, high + part_high, flags.plus(part_flags), count + 1
    return amount_of(tidy(low), tidy(high), flags) if count else None


def sum_of(amounts: Iterable[Amount]) -> Amount | None:
    """Return the sum of amounts with what their quantifiers leave; ``None`` over nothing."""
    return total_of((amount.figure, _upper_end(amount), _flags(amount)) for amount in amounts)


def difference(total: Amount, part: Amount) -> Amount | None:
    """Return what is left of a total without a part of it; ``None`` where the part exceeds it."""
    left, high = tidy(total.figure - part.figure), tidy(_upper_end(total) - _upper_end(part))
    if left < 0:
        return None
    if high > left:
        return Amount(left, Quantifier.RANGE, high=high)
    is_exact = total.quantifier is Quantifier.EXACT and part.quantifier is Quantifier.EXACT
    if is_exact or left == 0:
        return Amount(left)
    return Amount(left, Quantifier.APPROXIMATELY, is_approximate=True)


def subtract(whole: Amount, part: Amount) -> Amount:
    """Return the first amount without the second, below zero where the second is larger.

    Bounds turn round: 100 without "more than 80" is "less than 20". Ranges keep both ends.
    """
    first, second = _flags(whole), _flags(part)
    turned = Flags(
        second.less_than, second.up_to, second.more_than, second.at_least, second.approximately, second.ranges
    )
    low, high = whole.figure - _upper_end(part), _upper_end(whole) - part.figure
    return amount_of(tidy(low), tidy(high), first.plus(turned))


def as_lower_bound(amount: Amount) -> Amount:
    """Return the amount as what is there at least, where more may be that nobody counted."""
    flags = replace(_flags(amount), less_than=0, up_to=0, ranges=0)
    return amount_of(amount.figure, amount.figure, flags.plus(Flags(at_least=1)))


def scaled(amount: Amount, factor: float) -> Amount:
    """Return the amount times a factor that is known exactly: its quantifier stays."""
    high = None if amount.high is None else tidy(amount.high * factor)
    return replace(amount, figure=tidy(amount.figure * factor), high=high)


def _upper_end(amount: Amount) -> float:
    return amount.figure if amount.high is None else amount.high


def _flags(amount: Amount) -> Flags:
    word = amount.quantifier
    return Flags(
        more_than=int(word is Quantifier.MORE_THAN or amount.is_mixed),
        at_least=int(word is Quantifier.AT_LEAST),
        less_than=int(word is Quantifier.LESS_THAN or amount.is_mixed),
        up_to=int(word is Quantifier.UP_TO),
        approximately=int(word is Quantifier.APPROXIMATELY or amount.is_approximate),
        ranges=int(word is Quantifier.RANGE),
    )


def tidy(number: float) -> float:
    """Return the number without the last binary digits that adding fractions leaves; whole numbers stay as they are."""
    return number if number % 1 == 0 else round(number, 6)
