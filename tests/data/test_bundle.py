"""What ships is what its SOURCE.toml says, byte for byte."""

import csv
import hashlib
from pathlib import Path

import pytest

from data import bundle
from data.errors import StoreDamaged
from data.sources import SOURCES


def test_every_file_has_the_rows_and_the_hash_that_are_told() -> None:
    for file in bundle.bundled_files():
        with file.path.open(encoding="utf-8", newline="") as stream:
            rows = sum(1 for _ in csv.reader(stream)) - 1
        digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
        assert (rows, digest) == (file.rows, file.sha256), file.path.name


def test_no_file_lies_there_untold() -> None:
    told = {file.path for file in bundle.bundled_files()}
    lying = {path for path in bundle.FOLDER.rglob("*") if path.is_file() and path.name != "SOURCE.toml"}
    assert lying == told


def test_every_folder_is_a_known_source_with_publisher_licence_and_address() -> None:
    for source in bundle.bundled_sources():
        assert source.source in SOURCES
        assert source.publisher
        assert source.licence
        assert source.address


def test_both_licences_told_of_idmc_are_named() -> None:
    gidd = next(source for source in bundle.bundled_sources() if source.source == "idmc_gidd")
    assert "CC BY-IGO" in gidd.licence
    assert "CC BY-NC 4.0" in (gidd.other_licence or "")


def test_a_setting_leaves_idmc_out(monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = {file.source for file in bundle.bundled_files()}
    monkeypatch.setenv(bundle.LEAVE_OUT, "idmc_gidd")
    assert with_it - {file.source for file in bundle.bundled_files()} == {"idmc_gidd"}


def test_a_changed_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "us_tip"
    folder.mkdir()
    for path in (bundle.FOLDER / "us_tip").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    with (folder / "trafficking_tip.csv").open("ab") as stream:
        stream.write(b"x")
    monkeypatch.setattr(bundle, "FOLDER", tmp_path)
    with pytest.raises(StoreDamaged, match=r"trafficking_tip\.csv of us_tip"):
        bundle.check_bundle()
