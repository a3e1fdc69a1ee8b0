"""The events that have a name here, and how a source's own name for one of them is recognised.

An event is known by one id whatever the source calls it: "Hurricane Dorian" in a report and "Barbados, Canada, ...:
Tropical storm / Hurricane Dorian - 26/08/2019" in IDMC's table are ``dorian-2019``. The year always belongs to it:
names of storms come back after six years. Dates are the storm's track where we have it, else those of
the reports; an end that is missing is not known or not yet come.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from data.identity import fold_text


@dataclass(frozen=True)
class Event:
    """One named event.

    Attributes:
        event_id: our id.
        name: name for people.
        hazard: storm, flood, earthquake, volcano, conflict or migration.
        start_date: first day, ISO.
        end_date: last day, ISO; None when not known.
        countries: states of ours that it touched, by the sources we have.
        pattern: regular expression on the lower-case name that a source gives.
        years: first and last year in which a source may date it.
        glide: GLIDE number, where one was given.
        storm_id: ATCF id of the storm, by which its track is found.
        origin_iso3: country that the people come from, where the event's name says so.
    """

    event_id: str
    name: str
    hazard: str
    start_date: str
    end_date: str | None
    countries: tuple[str, ...]
    pattern: str
    years: tuple[int, int]
    glide: str | None = None
    storm_id: str | None = None
    origin_iso3: str | None = None


def _storm(
    name: str, storm_id: str, days: tuple[str, str], countries: str, *, title: str = "", glide: str = ""
) -> Event:
    year = int(days[0][:4])
    return Event(
        event_id=f"{name}-{year}",
        name=title or f"Hurricane {name.title()}",
        hazard="storm",
        start_date=days[0],
        end_date=days[1] or None,
        countries=tuple(countries.split()),
        pattern=rf"\b{name}\b",
        years=(year, year),
        glide=glide or None,
        storm_id=storm_id or None,
    )


EVENTS: tuple[Event, ...] = (
    Event(
        "soufriere-hills-1995",
        "Soufriere Hills eruption",
        "volcano",
        "1995-07-18",
        None,
        ("MSR",),
        r"soufri[eè]re hills",
        (1995, 2010),
    ),
    _storm("ivan", "AL092004", ("2004-09-02", "2004-09-24"), "GRD JAM"),
    _storm("emily", "AL052005", ("2005-07-11", "2005-07-21"), "GRD"),
    _storm("dean", "AL042007", ("2007-08-13", "2007-08-23"), "JAM"),
    _storm("hanna", "AL082008", ("2008-08-28", "2008-09-08"), "HTI", title="Hurricane Hanna"),
    Event(
        "haiti-earthquake-2010",
        "Haiti earthquake 2010",
        "earthquake",
        "2010-01-12",
        "2010-01-12",
        ("HTI",),
        r"^haiti(?: |: )earthquake(?: 2010| - 01/01/2010)?$",
        (2010, 2017),
    ),
    _storm("tomas", "AL212010", ("2010-10-29", "2010-11-11"), "VCT"),
    _storm("irene", "AL092011", ("2011-08-21", "2011-08-30"), "HTI"),
    _storm("sandy", "AL182012", ("2012-10-21", "2012-10-31"), "JAM"),
    Event(
        "christmas-trough-2013",
        "Christmas trough floods",
        "flood",
        "2013-12-24",
        "2013-12-25",
        ("DMA", "LCA", "VCT"),
        r"christmas (?:trough|storm)|low level trough|svg local storm",
        (2013, 2014),
    ),
    _storm(
        "erika",
        "AL052015",
        ("2015-08-24", "2015-08-28"),
        "DMA",
        title="Tropical Storm Erika",
        glide="TC-2015-000119-DMA",
    ),
    _storm("joaquin", "AL112015", ("2015-09-26", "2015-10-15"), "BHS"),
    _storm("earl", "AL052016", ("2016-08-02", "2016-08-06"), "BLZ", glide="TC-2016-000078-BLZ"),
    _storm(
        "matthew", "AL142016", ("2016-09-28", "2016-10-10"), "BHS BRB HTI JAM LCA TCA VCT", glide="TC-2016-000106-HTI"
    ),
    Event(
        "suriname-floods-2017",
        "2017 floods",
        "flood",
        "2017-02-26",
        "2017-02-28",
        ("SUR",),
        r"^2017 floods$|suriname - flood - 27/02/2017",
        (2017, 2017),
    ),
    _storm("irma", "AL112017", ("2017-08-30", "2017-09-13"), "AIA ATG BHS HTI KNA TCA VGB"),
    _storm("maria", "AL152017", ("2017-09-16", "2017-10-02"), "DMA", glide="TC-2017-000136-DMA"),
    Event(
        "trinidad-floods-2018",
        "October 2018 floods",
        "flood",
        "2018-10-18",
        "2018-10-24",
        ("TTO",),
        r"^october 2018 floods$",
        (2018, 2018),
    ),
    _storm("dorian", "AL052019", ("2019-08-24", "2019-09-09"), "BHS BRB GRD LCA VCT", glide="TC-2019-000099-BHS"),
    _storm("isaias", "", ("2020-07-30", "2020-08-31"), "HTI", glide="TC-2020-000173-DOM"),
    _storm("laura", "", ("2020-08-21", "2020-08-31"), "HTI", glide="TC-2020-000189-HTI"),
    _storm("nana", "", ("2020-09-01", "2020-09-05"), "BLZ", title="Tropical Storm Nana"),
    _storm("eta", "", ("2020-10-31", "2020-11-14"), "BLZ", glide="TC-2020-000224-BLZ"),
    _storm("iota", "", ("2020-11-14", "2020-11-18"), "BLZ", glide="TC-2020-000227-NIC"),
    Event(
        "la-soufriere-2021",
        "La Soufriere eruption",
        "volcano",
        "2021-04-08",
        "2021-04-22",
        ("VCT",),
        r"la soufri[eè]re",
        (2021, 2021),
        glide="VO-2021-000034-VCT",
    ),
    _storm("elsa", "", ("2021-07-02", "2021-07-09"), "BRB"),
    Event(
        "haiti-earthquake-2021",
        "Haiti earthquake 2021",
        "earthquake",
        "2021-08-14",
        "2021-08-14",
        ("HTI",),
        r"^haiti earthquake 2021$|^haiti: 7\.2 earthquake",
        (2021, 2022),
        glide="EQ-2021-000116-HTI",
    ),
    _storm("grace", "", ("2021-08-14", "2021-08-26"), "CYM JAM"),
    Event(
        "venezuela",
        "Venezuelan situation",
        "migration",
        "2021-06-24",
        None,
        ("GUY", "TTO"),
        r"^venezuelan situation",
        (2015, 2100),
        origin_iso3="VEN",
    ),
    Event(
        "guyana-floods-2022",
        "May 2022 floods",
        "flood",
        "2022-05-20",
        "2022-05-28",
        ("GUY",),
        r"^may 2022 floods$",
        (2022, 2022),
    ),
    Event(
        "refugees-trinidad",
        "Refugees and asylum seekers",
        "migration",
        "2022-09-01",
        None,
        ("TTO",),
        r"^refugees and asylum seekers$",
        (2022, 2100),
    ),
    _storm("fiona", "", ("2022-09-16", "2022-09-25"), "TCA", glide="TC-2022-000314-DOM"),
    _storm("lisa", "", ("2022-10-31", "2022-11-05"), "BLZ", glide="TC-2022-000357-BLZ"),
    Event(
        "haiti-gang-violence",
        "Gang violence",
        "conflict",
        "2023-12-01",
        None,
        ("HTI",),
        r"^gang violence",
        (2019, 2100),
    ),
    Event(
        "dominican-returns",
        "Returns from Dominican Republic",
        "migration",
        "2024-01-01",
        None,
        ("HTI",),
        r"^returns from (?:the )?dominican republic$",
        (2015, 2100),
        origin_iso3="DOM",
    ),
    _storm(
        "beryl", "AL022024", ("2024-06-30", "2024-07-08"), "BLZ BRB GRD JAM LCA TTO VCT", glide="TC-2024-000105-GRD"
    ),
    _storm("melissa", "", ("2025-10-27", ""), "BHS HTI JAM"),
)

BY_ID: dict[str, Event] = {event.event_id: event for event in EVENTS}

EVENT_COLUMNS = ("event_id", "name", "hazard", "glide", "start_date", "end_date", "countries", "storm_id")
"""Columns of the reference table ``events``; ``countries`` are ISO3 codes joined by blanks."""


def event_of(*, name: pl.Expr, year: pl.Expr, country: pl.Expr) -> pl.Expr:
    """Return the id of the event that a source's name means; missing where it is none of ours.

    Args:
        name: the source's own name of the event.
        year: year of the figure, as text or number.
        country: ISO3 code; all but storms are known only in the states where they happened.
    """
    lower, number = name.str.to_lowercase(), year.cast(pl.Int64, strict=False)
    # A storm bears a person's name, which is a town's name too.
    is_storm = lower.str.contains("hurricane|storm|cyclone|typhoon|depression")
    found = pl.lit(None, dtype=pl.String)
    for event in reversed(EVENTS):
        applies = lower.str.contains(event.pattern) & number.is_between(*event.years)
        applies &= is_storm if event.hazard == "storm" else country.is_in(event.countries)
        found = pl.when(applies).then(pl.lit(event.event_id)).otherwise(found)
    return found


def idmc_event_id(*, name: pl.Expr, start_date: pl.Expr) -> pl.Expr:
    """Return the id of an event that only IDMC names, the same from both of its databases and every format of them."""
    return pl.lit("idmc:") + fold_text(name) + pl.lit(" ") + start_date


def events_table(event_ids: Iterable[str] | None = None) -> pl.DataFrame:
    """Return rows of the reference table ``events``: all of ours, or those asked for."""
    asked = None if event_ids is None else set(event_ids)
    wanted = [event for event in EVENTS if asked is None or event.event_id in asked]
    rows = [
        (e.event_id, e.name, e.hazard, e.glide, e.start_date, e.end_date, " ".join(e.countries), e.storm_id)
        for e in wanted
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(EVENT_COLUMNS, pl.String), orient="row")
