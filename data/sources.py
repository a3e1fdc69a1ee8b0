"""The sources we know, how their figures are published, and which counts first.

A source is known by one name everywhere. A name that is not here (an office's own list) is a source of its own, of the rank
of the press until an officer says otherwise.
"""

import re
from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """Precedence among sources of one measure and country: the lowest number counts, the others are shown beside it."""

    REGISTRATION = 10
    IDMC = 20
    UN = 30
    PRESS = 40


CITED_STEP = 5
"""A cited figure ranks as the body that it cites, just below that body's own file."""


@dataclass(frozen=True)
class Source:
    """One publisher's feed.

    Attributes:
        name: short name used in the column ``source``.
        title: name for people.
        publisher: body that answers for the figures.
        address: public page of the source.
        licence: terms under which the figures may be shown.
        rank: place in the order of precedence.
        rhythm_days: days between two editions, by which freshness is judged.
        flows_are_parts: every row of a flow is a part of the whole (True), or rows of one event are successive reports of
            the same movement, of which only one counts (False).
        levels_are_parts: a row for a country is a part beside the rows for its units (incidents that could not be
            placed nearer), not their total told again.
    """

    name: str
    title: str
    publisher: str
    address: str
    licence: str
    rank: Rank
    rhythm_days: int
    flows_are_parts: bool = True
    levels_are_parts: bool = False


_SOURCES: tuple[Source, ...] = (
    Source("iom_dtm", "Displacement Tracking Matrix", "IOM", "https://dtm.iom.int", "IOM DTM terms: non-commercial, credit DTM", Rank.REGISTRATION, 120),
    Source("fema_nss", "National Shelter System", "FEMA", "https://www.fema.gov/openfema-data-page", "public domain", Rank.REGISTRATION, 1),
    Source("idmc_gidd", "Global Internal Displacement Database", "IDMC", "https://www.internal-displacement.org/database", "CC BY-IGO (HDX); CC BY-NC 4.0 (export)", Rank.IDMC, 365),
    Source("idmc_idu", "Internal Displacement Updates", "IDMC", "https://www.internal-displacement.org", "CC BY-IGO", Rank.IDMC, 7, levels_are_parts=True),
    Source("unhcr", "Refugee Population Statistics", "UNHCR", "https://www.unhcr.org/refugee-statistics", "CC BY 4.0", Rank.UN, 183),
    Source("hdx_hapi", "HDX Humanitarian API", "OCHA", "https://hapi.humdata.org", "CC BY-IGO", Rank.UN, 30),
    Source("hpc_hno", "Humanitarian needs overview", "OCHA", "https://fts.unocha.org", "CC BY-IGO", Rank.UN, 365),
    Source("ipc", "Integrated Food Security Phase Classification", "IPC", "https://www.ipcinfo.org", "CC BY-NC-SA 3.0 IGO", Rank.UN, 183),
    Source("ifrc_go", "IFRC GO", "IFRC", "https://go.ifrc.org", "CC BY-IGO", Rank.UN, 30),
    Source("iom_missing_migrants", "Missing Migrants Project", "IOM", "https://missingmigrants.iom.int", "CC BY-IGO", Rank.UN, 30, levels_are_parts=True),
    Source("ctdc", "Counter-Trafficking Data Collaborative", "IOM", "https://www.ctdatacollaborative.org", "CTDC terms", Rank.UN, 365),
    Source("desinventar", "DesInventar Sendai", "UNDRR", "https://www.desinventar.net", "DesInventar terms of use", Rank.UN, 365, flows_are_parts=False),
    Source("un_desa", "International Migrant Stock", "UN DESA", "https://www.un.org/development/desa/pd", "CC BY 3.0 IGO", Rank.UN, 1826),
    Source("noaa_tracks", "HURDAT2 and IBTrACS", "NOAA", "https://www.nhc.noaa.gov/data", "public domain", Rank.UN, 365),
    Source("us_tip", "Trafficking in Persons Report", "US Department of State", "https://www.state.gov/trafficking-in-persons-report", "public domain", Rank.UN, 365),
    Source("cited", "Press and reports", "as named", "", "facts, each with its source", Rank.PRESS, 30, flows_are_parts=False),
)  # fmt: skip

SOURCES: dict[str, Source] = {source.name: source for source in _SOURCES}

MANY_PUBLISHERS = frozenset({"cited"})
"""Sources in which every ``source_name`` is a publisher of its own."""

_REGISTRARS = re.compile(
    r"\b(?:IOM|DTM|NEMA|NEMO|NADMA|ODPEM|NEOC|DGPC|DGM|DDM|CDEMA|Civil Protection|Prime Minister|government|"
    r"Jamaica Information Service|ministry|registry)\b",
    re.IGNORECASE,
)
_IDMC = re.compile(r"\bIDMC\b|Internal Displacement Monitoring", re.IGNORECASE)
_UN_AND_RED_CROSS = re.compile(
    r"\b(?:UNHCR|R4V|OCHA|PAHO|UNICEF|UNETT|IFRC|Red Cross|ACAPS|GFDRR|ECHO|HRP|ReliefWeb|USAID|DesInventar)\b"
)


def rank_of(source: str, source_name: str | None) -> int:
    """Return the precedence of a figure: the lower number counts.

    A cited figure ranks as the body named in its source name, one step below that body's own file; press that cites nobody
    ranks last.
    """
    known = SOURCES.get(source)
    if known is not None and source not in MANY_PUBLISHERS:
        return int(known.rank)
    return _rank_of_body(source_name or source)


def _rank_of_body(text: str) -> int:
    for pattern, rank in ((_REGISTRARS, Rank.REGISTRATION), (_IDMC, Rank.IDMC), (_UN_AND_RED_CROSS, Rank.UN)):
        if pattern.search(text):
            return int(rank) + CITED_STEP
    return int(Rank.PRESS) + CITED_STEP
