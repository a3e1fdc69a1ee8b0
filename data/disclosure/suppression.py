"""Hides cells of a table until none of the hidden ones can be worked out: the one way from figures to a page.

To protect another table, such as a survey of a diaspora by residence and occupation: count every cell with all of its
totals, whatever the reader chose, put them into a ``Lattice``, call ``hide`` once, keep what it returns
(``dashboard/resources.py``), and let pages draw ``Shown``, ``Hidden`` and ``NotCounted`` from it::

    table = hide(Lattice(("residence", "occupation"), (("residence",), ("residence", "occupation"), ()), cells))
    match table.cell(("CAN", "2")):
        case Shown(number): ...
        case Hidden(): ...
        case NotCounted(): ...

Everything that any page, chart or file can say of the measure must be a cell of that one table, or made of its shown
cells alone (``Published.added``): also rates, shares, orders, counts of rows and the words beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from data.disclosure.audit import NotProved, unsafe_terms
from data.disclosure.lattice import Key, Lattice, Sums, parts_along, sums_of
from data.disclosure.published import Hidden, Published, Shown
from data.queries.answer import LeftOut, Number, Part

FEWEST = 11
"""Figures below it are hidden, zero too: the rule of the Counter-Trafficking Data Collaborative (k = 11)."""

_MOST_ROUNDS = 200


def hide(lattice: Lattice, *, fewest: int = FEWEST) -> Published:
    """Return the table with every small cell hidden, and as many others as it takes that none can be worked out.

    Where the proof does not succeed, every cell is hidden (``Published.is_proved`` is False).

    Args:
        lattice: the table with all of its totals.
        fewest: the smallest figure that may be shown; never below ``FEWEST``.

    Raises:
        ValueError: ``fewest`` is below the floor.
    """
    if fewest < FEWEST:
        raise ValueError(f"at least {FEWEST} people must stand behind a figure that is shown, not {fewest}.")
    sums = sums_of(lattice)
    try:
        hidden = hidden_terms(sums, fewest)
    except NotProved:
        return Published(lattice.axes, dict.fromkeys(lattice.cells, Hidden()), is_proved=False)
    shown = {key for place, key in enumerate(sums.keys) if key is not None and place not in hidden}
    cells = {key: Shown(_told(key, lattice, shown)) if key in shown else Hidden() for key in lattice.cells}
    return Published(lattice.axes, cells)


def hidden_terms(sums: Sums, fewest: int) -> frozenset[int]:
    """Return the places of all terms that must not be shown.

    Raises:
        NotProved: no choice of cells could be proved.
    """
    hidden = frozenset(place for place, figure in enumerate(sums.figures) if figure < fewest)
    if not hidden:
        return hidden
    for _round in range(_MOST_ROUNDS):
        hidden = with_seconds(sums, hidden)
        unsafe = unsafe_terms(sums, hidden, fewest)
        if not unsafe:
            return hidden
        more = _more(sums, hidden, unsafe)
        if not more:
            raise NotProved("every cell is hidden, and still one of them could be worked out.")
        hidden |= more
    raise NotProved(f"the table could not be made safe in {_MOST_ROUNDS} rounds.")


def with_seconds(sums: Sums, hidden: frozenset[int]) -> frozenset[int]:
    """Return the hidden terms with a second one in each sum of which only one was hidden."""
    found, grew = set(hidden), True
    while grew:
        grew = False
        for relation in sums.relations:
            alone = [term for term in relation.terms if term in found]
            if len(alone) == 1 and (second := _first_to_go(sums, set(relation.terms) - found)) is not None:
                found.add(second)
                grew = True
    return frozenset(found)


def _more(sums: Sums, hidden: frozenset[int], unsafe: Iterable[int]) -> frozenset[int]:
    """Return further terms to hide: for each unsafe one the nearest that gives way, one for neighbours together."""
    found: set[int] = set()
    for term in sorted(unsafe):
        candidates = _near(sums, hidden, term)
        if not candidates & found and (more := _first_to_go(sums, candidates)) is not None:
            found.add(more)
    return frozenset(found)


def _near(sums: Sums, hidden: frozenset[int], term: int) -> set[int]:
    """Return the shown terms in the sums of a term, else in those of the hidden terms around it, and so on."""
    seen = {term}
    while True:
        around = {other for relation in sums.relations if seen & set(relation.terms) for other in relation.terms}
        if (shown := around - hidden) or around <= seen:
            return shown
        seen |= around


def _first_to_go(sums: Sums, candidates: Iterable[int]) -> int | None:
    """Return the term that is least worth showing, and of those the one with fewest people."""
    return min(candidates, key=lambda term: (-sums.worth[term], sums.figures[term], term), default=None)


def _told(key: Key, lattice: Lattice, shown: set[Key]) -> Number:
    """Return the number of a shown cell with a making that repeats no figure but those of shown cells."""
    number = lattice.cells[key]
    assert number.amount is not None  # held by the lattice
    reasons = tuple(dict.fromkeys(LeftOut(item.reason) for item in number.making.left_out))
    return Number(number.amount, replace(number.making, parts=_parts_told(key, lattice, shown), left_out=reasons))


def _parts_told(key: Key, lattice: Lattice, shown: set[Key]) -> tuple[Part, ...]:
    """Return one part for a cell of one source in one country; else those of its parts that are shown."""
    number = lattice.cells[key]
    whose = {(part.country_iso3, part.source, part.source_name) for part in number.making.parts}
    if len(whose) == 1 and number.amount is not None:
        return (_whole(number, number.making.parts),)
    along = next((parts for parts in parts_along(lattice, key) if parts), [])
    return tuple(part for one in along if one in shown for part in _parts_told(one, lattice, shown))


def _whole(number: Number, parts: Sequence[Part]) -> Part:
    """Return a number's parts as one: months, terms and groups inside it may be small."""
    newest = max(parts, key=_day)
    same_page = len({part.source_url for part in parts}) == 1
    assert number.amount is not None
    return Part(
        number.amount,
        newest.country_iso3,
        newest.source,
        newest.source_name,
        newest.date,
        newest.age_days,
        source_url=newest.source_url if same_page else None,
    )


def _day(part: Part) -> date:
    return part.date
