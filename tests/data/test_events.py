"""A source's own name for an event is recognised in its year, and nothing else is."""

from collections.abc import Callable

import polars as pl
import pytest

from data.events import BY_ID, EVENTS, event_of, events_table, idmc_event_id


@pytest.fixture
def find() -> Callable[[str, int, str], str | None]:
    """Return a function that asks for the event of one name, year and country."""

    def ask(name: str, year: int, country: str) -> str | None:
        table = pl.DataFrame({"name": [name], "year": [year], "country": [country]})
        found: str | None = table.select(
            event_of(name=pl.col("name"), year=pl.col("year"), country=pl.col("country"))
        ).item()
        return found

    return ask


@pytest.mark.parametrize(
    ("name", "year", "country", "event_id"),
    [
        ("Hurricane Dorian", 2019, "BHS", "dorian-2019"),
        ("Barbados, Canada: Tropical storm / Hurricane Dorian - 26/08/2019", 2019, "BRB", "dorian-2019"),
        ("Tropical storm Dorian", 2013, "BHS", None),
        ("15 countries - Hurricane Irma - 27/08/2017", 2017, "TCA", "irma-2017"),
        ("Hurricane maria", 2017, "DMA", "maria-2017"),
        ("Flood - Santa Maria", 2017, "BRA", None),
        ("Storm - Palm-Eta", 2021, "BLZ", None),
        ("Haiti: Earthquake - 01/01/2010", 2010, "HTI", "haiti-earthquake-2010"),
        ("Haiti: Storm - 01/01/2010", 2010, "HTI", None),
        ("Haiti: Earthquake - Grand'Anse - 06/06/2023", 2023, "HTI", None),
        ("St Vincent and the Grenadines: La Soufriere Volcanic Eruption", 2021, "VCT", "la-soufriere-2021"),
        ("La Soufriere Volcanic Eruption", 2021, "GLP", None),
        ("Venezuelan situation (Warao)", 2021, "GUY", "venezuela"),
        ("Hurricane Beryl", 2018, "DMA", None),
        ("Hurricane Beryl", 2024, "VCT", "beryl-2024"),
        ("Cyclone (BRET) - 22/06/2023", 2023, "VCT", None),
    ],
)
def test_name_is_recognised_only_in_its_year_and_place(
    find: Callable[[str, int, str], str | None], name: str, year: int, country: str, event_id: str | None
) -> None:
    assert find(name, year, country) == event_id


def test_ids_are_unique_and_days_in_order() -> None:
    assert len(BY_ID) == len(EVENTS)
    assert all(event.end_date is None or event.start_date <= event.end_date for event in EVENTS)


def test_table_has_the_events_asked_for() -> None:
    assert events_table(["melissa-2025", "none"]).rows(named=True) == [
        {
            "event_id": "melissa-2025",
            "name": "Hurricane Melissa",
            "hazard": "storm",
            "glide": None,
            "start_date": "2025-10-27",
            "end_date": None,
            "countries": "BHS HTI JAM",
            "storm_id": None,
        }
    ]
    assert events_table().height == len(EVENTS)


def test_an_event_only_idmc_names_has_one_id_however_its_quotes_are_set() -> None:
    names = pl.DataFrame(
        {"name": ["Haiti: Flood - Grand'Anse", "Haiti: Flood \u2013 Grand\u2019Anse"], "day": "2024-01-02"}
    )
    ids = names.select(idmc_event_id(name=pl.col("name"), start_date=pl.col("day")).alias("id"))["id"]
    assert ids.to_list() == ["idmc:haiti flood grand anse 2024-01-02"] * 2
