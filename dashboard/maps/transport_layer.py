"""Ports and airports of some states: the browser has all positions, so only the states and a few words travel."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dashboard.maps.errors import LayerInputError
from geo.gazetteer import read_countries, read_transport


@dataclass(frozen=True)
class TransportLayer:
    """The ports and airports of these states.

    ``notes`` are further words for single ones by their code, such as how far they are; ``has_port`` and
    ``has_airport`` say which of the two signs are on the map.
    """

    countries: tuple[str, ...]
    port: str
    airport: str
    has_port: bool
    has_airport: bool
    notes: Mapping[str, str] = field(default_factory=dict)


def transport_layer(
    countries: Collection[str],
    *,
    port: str = "port",
    airport: str = "airport",
    notes: Mapping[str, str] | None = None,
) -> TransportLayer:
    """Return the ports and airports of some states.

    Args:
        countries: ISO3 codes of the states.
        port: what a port is called.
        airport: what an airport is called.
        notes: further words by the code of a port or airport.

    Raises:
        LayerInputError: a country is none of the 22 states, or a note is for a code that nothing has.
    """
    table = read_transport()
    strange = sorted(set(countries) - set(read_countries()["iso3"]))
    if strange:
        raise LayerInputError(f"transport: {', '.join(strange)} is none of the 22 states.")
    unknown = sorted(set(notes or {}) - set(table["code"]))
    if unknown:
        raise LayerInputError(f"transport: no port or airport has the code {', '.join(unknown)}.")
    kinds = set(table.loc[table["country_iso3"].isin(countries), "kind"])
    return TransportLayer(
        tuple(sorted(countries)), port, airport, "port" in kinds, "airport" in kinds, dict(notes or {})
    )
