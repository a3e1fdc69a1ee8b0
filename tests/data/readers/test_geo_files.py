"""Map layers of an office: points and areas, all invented, in each format that is read."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from data.checks import check_drafts
from data.errors import FileUnreadable
from data.readers.detection import find_reader
from data.readers.drafts import Drafts
from data.readers.opening import open_file

Read = Callable[[str], Drafts]
SAMPLE = Path(__file__).parents[2] / "samples" / "map_layer.kml"


def _read(path: Path) -> Drafts:
    file = open_file(path)
    return find_reader(file).read(file)


def _geojson(folder: Path, features: list[dict[str, Any]], **more: Any) -> Path:
    path = folder / "layer.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", **more, "features": features}), encoding="utf-8")
    return path


def _feature(properties: dict[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _zip(folder: Path, frame: gpd.GeoDataFrame, *, without: str = "") -> Path:
    frame.to_file(folder / "sites.shp")
    with zipfile.ZipFile(folder / "sites.zip", "w") as archive:
        for part in folder.glob("sites.*"):
            if part.suffix not in {".zip", without}:
                archive.write(part, f"folder/{part.name}")
    return folder / "sites.zip"


def _frame() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"NAME": ["INVENTED Hall"], "CAPACITY": [80]}, geometry=[shapely.Point(-77.245, 17.965)], crs=4326
    )


def test_point_becomes_a_site_and_area_an_area(read_sample: Read) -> None:
    checked = check_drafts(read_sample("map_layer.kml"), today=date(2026, 1, 31))
    site, area = checked.references["sites"], checked.references["areas"]
    columns = ["name", "country_iso3", "admin1_code", "latitude", "longitude", "capacity_storm"]
    assert site.select(columns).rows() == [("INVENTED Hall", "JAM", "JM-05", "18.35", "-76.95", "120")]
    assert area.select("name", "country_iso3", "geometry").rows() == [
        ("INVENTED zone", "JAM", "POLYGON ((-76.95 18.2, -76.9 18.2, -76.9 18.25, -76.95 18.2))")
    ]


def test_each_feature_has_one_fate_and_each_fault_its_words(read_sample: Read) -> None:
    checked = check_drafts(read_sample("map_layer.kml"), today=date(2026, 1, 31), file_name="a.kml")
    assert dict(checked.rows["fate"].value_counts().iter_rows()) == {"accepted": 2, "outside": 1, "quarantined": 4}
    assert checked.problems["message"].to_list() == [
        "a.kml, row 2: Feature 2 'INVENTED route' is a LineString, neither a point nor an area.",
        "a.kml, row 4: Feature 4 has no name: give one in the attribute 'name'.",
        "a.kml, row 6: Feature 6 'INVENTED swapped' lies at (18, -76.8): longitude and latitude seem to be exchanged.",
        "a.kml, row 7: Feature 7 'INVENTED at sea': lies at latitude 14.5, longitude -66.0, in none of our states. "
        "Give its ISO3 code in the attribute 'country'.",
    ]


def test_every_format_and_reference_system_gives_the_same_site(tmp_path: Path) -> None:
    frame = _frame()
    frame.to_file(tmp_path / "sites.gpkg", driver="GPKG")
    frame.to_file(tmp_path / "sites.geojson", driver="GeoJSON")
    with zipfile.ZipFile(tmp_path / "sites.kmz", "w") as archive:
        text = SAMPLE.read_text(encoding="utf-8").split("<Placemark>")[0] + (
            "<Placemark><name>INVENTED Hall</name><ExtendedData><Data name='capacity'><value>80</value></Data>"
            "</ExtendedData><Point><coordinates>-77.245,17.965</coordinates></Point></Placemark></Folder></Document></kml>"
        )
        archive.writestr("doc.kml", text)
    grid = _zip(tmp_path, frame.to_crs(3448))
    columns = ["name", "country_iso3", "admin1_code", "latitude", "longitude", "capacity_storm"]
    found = [
        _read(path).references["sites"].select(columns).rows()
        for path in (tmp_path / "sites.gpkg", tmp_path / "sites.geojson", tmp_path / "sites.kmz", grid)
    ]
    assert found == [[("INVENTED Hall", "JAM", "JM-13", "17.965", "-77.245", "80")]] * 4


def test_figures_of_a_layer_are_told_and_not_read(tmp_path: Path) -> None:
    path = _geojson(tmp_path, [_feature({"name": "A", "individuals": 30, "x1": 1}, "Point", [-77.245, 17.965])])
    drafts = _read(path)
    assert drafts.records.is_empty()
    assert drafts.remarks["message"].to_list() == [
        "The attribute 'individuals' was not read: figures need a day and a source. Give them as a table.",
        "Attributes that were not read: x1.",
    ]


@pytest.mark.parametrize(
    ("properties", "kind", "coordinates", "message"),
    [
        ({"name": "A", "country": "Narnia"}, "Point", [-77.2, 18.0], "country is 'Narnia', not a country that we know"),
        ({"name": "A"}, "Point", [-77.2, 95.0], r"lies at \(-77.2, 95\), which are no degrees"),
        ({"name": "A"}, "MultiPoint", [[-77.2, 18.0], [-77.3, 18.0]], "is 2 points under one name"),
        (
            {"name": "A"}, "Polygon", [[[-77.2, 18.0], [-77.1, 18.1], [-77.1, 18.0], [-77.2, 18.1], [-77.2, 18.0]]],
            "is no sound area .Self-intersection",
        ),
        ({"name": "A"}, "Polygon", [], "has no geometry"),
    ],
    ids=["country", "degrees", "several points", "bow tie", "empty"],
)  # fmt: skip
def test_feature_that_cannot_stand_comes_back(
    tmp_path: Path, properties: dict[str, Any], kind: str, coordinates: Any, message: str
) -> None:
    drafts = _read(_geojson(tmp_path, [_feature(properties, kind, coordinates)]))
    assert (drafts.references, drafts.problems.height) == ({}, 1)
    assert drafts.problems.select(drafts.problems["message"].str.contains(message)).item()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'<!DOCTYPE kml [<!ENTITY a "b">]><kml xmlns="x"/>', "has a DOCTYPE, which is never read"),
        (b'<kml xmlns="x">' + b"<Folder>" * 101 + b"</Folder>" * 101 + b"</kml>", "nested deeper than 100 levels"),
        (b'<kml xmlns="x"><Folder></kml>', "is no sound XML: mismatched tag"),
        (b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>', "holds no"),
        (b'{"type": "FeatureCollection", "features": []}', "holds no points or areas"),
        (b'{"type": "FeatureCollection", "features": 5}', "expected a FeatureCollection with a list of features"),
        (b'{"type": "FeatureCollection", "features": [' + b"[" * 120 + b"]" * 120 + b"]}", "nested deeper than 100"),
        (
            b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, '
            b'"geometry": {"type": "Point", "coordinates": ["a", "b"]}}]}', "feature 1: its geometry is broken",
        ),
        (
            b'{"type": "FeatureCollection", "crs": {"properties": {"name": "EPSG:0"}}, "features": '
            b'[{"type": "Feature", "properties": {}, "geometry": null}]}',
            "names a reference system that is not known: 'EPSG:0'",
        ),
        (b"\x00\x00\x27\x0a" + b"\0" * 96, "is one part of a Shapefile"),
        (b'[{"type": "Feature", "geometry": null}]', "expected a FeatureCollection with a list of features"),
        (
            b'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>A</name><Polygon><outerBoundaryIs><LinearRing>'
            b"<coordinates>-77,18 -76,18 -76,17</coordinates></LinearRing></outerBoundaryIs></Polygon>"
            b"</Placemark></kml>",
            "is a broken map layer: .*Points of LinearRing do not form a closed",
        ),
        (b"SQLite format 3\0" + b"\0" * 52 + b"GPKG" + b"\0" * 100, "is a broken map layer"),
    ],
    ids=[
        "doctype", "deep kml", "broken kml", "empty kml", "empty", "no list", "deep", "geometry", "crs", "shp", "list",
        "open ring", "gpkg",
    ],
)  # fmt: skip
def test_hostile_or_broken_layer_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "layer.bin").write_bytes(content)
    with pytest.raises(FileUnreadable, match=message):
        _read(tmp_path / "layer.bin")


def test_attribute_called_like_a_column_of_ours_harms_nothing(tmp_path: Path) -> None:
    names = [{}, {"source_row": "7", "geometry": "x", "name": "INVENTED Hall"}]
    drafts = _read(_geojson(tmp_path, [_feature(name, "Point", [-77.245, 17.965]) for name in names]))
    assert drafts.problems.select("source_row", "rule").rows() == [(1, "name_missing")]
    assert drafts.references["sites"].select("source_row", "name").rows() == [(2, "INVENTED Hall")]


def test_shapefile_needs_its_parts_and_a_reference_system_where_it_has_no_degrees(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"sites\.zip: folder/sites\.shp lacks its \.shx or \.dbf"):
        _read(_zip(tmp_path, _frame(), without=".dbf"))
    with pytest.raises(FileUnreadable, match=r"its coordinates are no degrees: add the \.prj"):
        _read(_zip(tmp_path, _frame().to_crs(3448), without=".prj"))
    assert _read(_zip(tmp_path, _frame(), without=".prj")).remarks["rule"].to_list() == ["reference_assumed"]
