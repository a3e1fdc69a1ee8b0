"""The browser gets the boundaries of now, whole, or somebody hears why not."""

import hashlib
import json
import tomllib
from pathlib import Path

import pytest

from dashboard.maps import assets
from dashboard.maps.assets import LEAFLET, SCRIPTS, STATIC, STYLES, publish, publish_words
from dashboard.maps.errors import AssetError
from dashboard.maps.gazetteer_tables import aliases_table, places_table, towns_table, transport_table


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """Return a static folder with our scripts, and boundaries beside it."""
    for name in (LEAFLET, *SCRIPTS, *STYLES):
        (tmp_path / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / name).write_text(name)
    for name in ("areas", "countries", "base_map"):
        (tmp_path / f"{name}.geojson").write_text(f'{{"name": "{name}"}}')
    return tmp_path / "static"


def sources(static: Path) -> dict[str, Path]:
    return {name: static.parent / f"{name}.geojson" for name in ("areas", "countries", "base_map")}


def published(static: Path) -> list[str]:
    return sorted(path.name for path in (static / "geo").iterdir())


def test_a_published_file_has_the_same_bytes_and_its_hash_in_the_name(static: Path) -> None:
    found = publish(sources(static), tables={"places": {"a": 1}}, static=static)

    content = (static.parent / "areas.geojson").read_bytes()
    name = f"areas-{hashlib.sha256(content).hexdigest()[:12]}.geojson"
    assert found.areas == f"../../app/static/geo/{name}"
    assert (static / "geo" / name).read_bytes() == content
    assert len(published(static)) == 5


def test_new_boundaries_get_a_new_address_and_the_old_go(static: Path) -> None:
    old = publish(sources(static), tables={"places": {}}, static=static)
    (static.parent / "areas.geojson").write_text('{"name": "repaired"}')

    new = publish(sources(static), tables={"places": {}}, static=static)

    assert new.areas != old.areas
    assert (new.countries, new.places) == (old.countries, old.places)
    assert len(published(static)) == 5


def test_a_half_written_copy_is_written_again(static: Path) -> None:
    name = publish(sources(static), tables={"places": {}}, static=static).areas.rsplit("/", 1)[1]
    (static / "geo" / name).write_text("{")

    publish(sources(static), tables={"places": {}}, static=static)

    assert json.loads((static / "geo" / name).read_text()) == {"name": "areas"}


def test_what_is_there_already_needs_no_right_to_write(static: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = publish(sources(static), tables={"places": {}}, static=static)
    monkeypatch.setattr(assets, "_write_whole", _refuse)

    assert publish(sources(static), tables={"places": {}}, static=static) == before


def test_a_folder_that_cannot_be_written_is_named_with_the_way_out(
    static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "_write_whole", _refuse)

    with pytest.raises(AssetError, match=r"Read-only file system.*python -m dashboard\.maps\.assets"):
        publish(sources(static), tables={"places": {}}, static=static)


def _refuse(target: Path, content: bytes) -> None:
    raise OSError(30, "Read-only file system", str(target), len(content))


def test_missing_boundaries_say_how_to_make_them(static: Path) -> None:
    (static.parent / "countries.geojson").unlink()

    with pytest.raises(AssetError, match=r"countries\.geojson cannot be read .*python -m geo\.build"):
        publish(sources(static), tables={"places": {}}, static=static)


def test_a_changed_script_gets_a_new_address(static: Path) -> None:
    before = publish(sources(static), tables={"places": {}}, static=static).scripts
    (static / SCRIPTS[-1]).write_text("changed")

    after = publish(sources(static), tables={"places": {}}, static=static).scripts

    assert before[:-1] == after[:-1]
    assert before[-1] != after[-1]


def test_every_unit_and_country_has_a_name_and_a_position() -> None:
    places = places_table()

    assert len(places["countries"]) == 22
    assert places["units"]["GD-10"][0] == "GRD"
    west, south, east, north = places["countries"]["GRD"][3]
    assert west < -61.6 < east
    assert south < 12.1 < north
    assert all(-20 < unit[2] < 40 and -95 < unit[3] < -50 for unit in places["units"].values())


def test_towns_ports_and_airports_can_be_found() -> None:
    assert ["Kingston", "JAM"] in [town[:2] for town in towns_table()[:20]]
    assert ["Petite Martinique", "GRD"] in [town[:2] for town in towns_table()]
    assert {row[0] for row in transport_table()} == {"port", "airport"}


def test_words_of_two_languages_stay_beside_each_other(static: Path) -> None:
    publish(sources(static), tables={"places": {}}, static=static)
    addresses = [publish_words({"map": word}, static=static) for word in ("Map", "Carte", "</script>")]
    publish(sources(static), tables={"places": {"new": 1}}, static=static)

    texts = [(static / "geo" / address.rsplit("/", 1)[1]).read_text() for address in addresses]
    assert texts[:2] == ['window.trackerMap.words = {"map":"Map"};', 'window.trackerMap.words = {"map":"Carte"};']
    assert "</script>" not in texts[2]


def test_leaflet_is_what_its_makers_published() -> None:
    folder = STATIC / "leaflet"
    source = tomllib.loads((folder / "SOURCE.toml").read_text())

    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "SOURCE.toml"
    }
    assert found == source["sha256"]
    assert "BSD 2-Clause" in (folder / "LICENSE").read_text()


def test_our_scripts_never_turn_text_into_markup_or_code() -> None:
    ours = "".join(path.read_text() for path in (STATIC / "map").glob("*.js"))

    banned = ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function", "document.write", "bindTooltip")
    assert [word for word in banned if word in ours] == []


def test_carriacou_can_be_searched_by_its_own_name() -> None:
    assert {"Carriacou", "Petite Martinique"} <= set(aliases_table()["GD-10"])
