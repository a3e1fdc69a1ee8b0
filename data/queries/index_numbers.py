"""Index numbers: amounts in percent of a first one, which is named wherever they are shown."""

from data.queries.amounts import Amount, scaled
from data.schema import Quantifier

BASE = 100


def indexed(amount: Amount, base: Amount) -> Amount | None:
    """Return an amount in percent of a base; ``None`` where the base is nobody or a range, which no number can hold.

    Of an exact base the amount keeps its quantifier. "More than 400" of "about 200" is no bound any more: what is
    measured against a base that is not exact is approximate. The base itself is 100, whatever it is.
    """
    if base.figure <= 0 or base.quantifier is Quantifier.RANGE:
        return None
    if amount is base:
        return Amount(BASE)
    share = scaled(amount, BASE / base.figure)
    if base.quantifier is Quantifier.EXACT and not base.is_approximate:
        return share
    return Amount(share.figure, Quantifier.APPROXIMATELY, is_approximate=True)
