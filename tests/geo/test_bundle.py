"""Every shipped file is the one its SOURCE.toml tells of, and a changed one is noticed."""

import tomllib
from pathlib import Path

import pytest

from geo.bundle import check_bundle, write_source
from geo.gazetteer import BUNDLED


def invented_folder(tmp_path: Path) -> Path:
    """A bundle with one invented table of one row."""
    folder = tmp_path / "towns"
    folder.mkdir()
    (folder / "towns.csv").write_text("name\nInvented Town\n", "utf-8")
    write_source(folder, {"title": "invented"})
    return folder


def test_every_shipped_file_is_as_its_source_says() -> None:
    assert check_bundle() == []


@pytest.mark.parametrize("folder", sorted(path.name for path in BUNDLED.iterdir() if path.is_dir()))
def test_every_source_names_publisher_address_licence_and_day(folder: str) -> None:
    source = tomllib.loads((BUNDLED / folder / "SOURCE.toml").read_text("utf-8"))
    assert {"title", "publisher", "address", "licence", "retrieved", "made_by"} <= source.keys()
    assert source["address"].startswith("https://")


def test_an_unchanged_bundle_has_no_problem(tmp_path: Path) -> None:
    invented_folder(tmp_path)
    assert check_bundle(tmp_path) == []


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    (invented_folder(tmp_path) / "towns.csv").write_text("name\nAnother Town\n", "utf-8")
    (problem,) = check_bundle(tmp_path)
    assert problem.startswith("towns/towns.csv: has sha256 ")


def test_a_missing_and_an_unlisted_file_are_noticed(tmp_path: Path) -> None:
    folder = invented_folder(tmp_path)
    (folder / "towns.csv").rename(folder / "villages.csv")
    assert check_bundle(tmp_path) == [
        "towns/villages.csv: is not listed in SOURCE.toml.",
        "towns/towns.csv: is listed in SOURCE.toml but missing.",
    ]


def test_a_folder_without_source_is_noticed(tmp_path: Path) -> None:
    (invented_folder(tmp_path) / "SOURCE.toml").unlink()
    assert check_bundle(tmp_path) == ["towns: has no SOURCE.toml."]
