"""An invented survey of a diaspora, as small as a rule needs; nobody in it was ever asked."""

from pathlib import Path
from typing import Any

from data.asking import Desk
from data.disclosure.diaspora_survey import SurveyTables
from data.disclosure.published import Cell, Hidden, NotCounted, Shown
from data.store.embedded import EmbeddedStore
from tests.data.queries.invented import POLICY, engine, record

NURSES, TEACHERS, BUILDERS, CLERKS = "22 Health professionals", "23 Teaching professionals", "71 Builders", "41 Clerks"


def people(figure: int, occupation: str | None = None, residence: str = "CAN", **values: Any) -> dict[str, Any]:
    """Return one record of people from Guyana who answered the invented survey."""
    given: dict[str, Any] = {
        "measure": "diaspora",
        "source": "invented_survey",
        "source_name": "Invented Survey",
        "country_iso3": residence,
        "origin_iso3": "GUY",
        "occupation": occupation,
        "population_group": "complete answers",
        "start": "2025-03-31",
    }
    return record(figure, **(given | values))


def offers(figure: int, occupation: str | None = None, interest: str = "return", **values: Any) -> dict[str, Any]:
    """Return one record of people who offer one thing."""
    return people(figure, occupation, measure="diaspora_offers", interest=interest, **values)


def partial(figure: int, occupation: str | None = None, **values: Any) -> dict[str, Any]:
    """Return one record of people who answered in part."""
    return people(figure, occupation, population_group="partial answers", **values)


def desk_over(folder: Path, *rows: dict[str, Any]) -> Desk:
    """Return a desk over these records."""
    return Desk(EmbeddedStore(folder / "store").snapshot(), engine(rows), POLICY)


def told(tables: SurveyTables, *key: str | None, kind: str = "complete", offers: bool = False) -> float | str:
    """Return the figure of a cell, "hidden" or "not counted"."""
    return figure((tables.offers if offers else tables.people)[kind].cell(key))


def figure(cell: Cell) -> float | str:
    """Return what a cell says."""
    match cell:
        case Shown(number):
            assert number.amount is not None
            return number.amount.figure
        case Hidden():
            return "hidden"
        case NotCounted():
            return "not counted"
