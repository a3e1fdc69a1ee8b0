"""What the fuzz of the readers found, kept as small files; all rows are invented."""

import zlib
from pathlib import Path

import pytest

from data.errors import FileUnreadable
from data.readers import fema_shelters, geo_files
from data.readers.opening import open_file

SAMPLES = Path(__file__).parents[2] / "samples"


def test_degrees_that_no_place_has_go_back_and_stop_nothing(tmp_path: Path) -> None:
    text = (SAMPLES / "fema_shelters.csv").read_text("utf-8")
    assert "17.99" in text
    file = tmp_path / "shelters.csv"
    file.write_text(text.replace("17.99", "1799", 1), "utf-8")
    assert fema_shelters.read(open_file(file)).rows_read > 0


def test_a_feature_outside_our_states_goes_back_beside_one_without_a_country(tmp_path: Path) -> None:
    text = (SAMPLES / "map_layer.kml").read_text("utf-8")
    file = tmp_path / "layer.kml"
    file.write_text(text.replace("-76.", "-37."), "utf-8")
    problems = geo_files.read(open_file(file)).problems
    assert "country_missing" in set(problems["rule"])


def test_rows_of_json_without_any_name_are_counted_and_stop_nothing(tmp_path: Path) -> None:
    file = tmp_path / "nothing.json"
    file.write_text("{}\f", "utf-8")
    assert open_file(file).sheets()[""].to_dict(as_series=False) == {"source_row": [1]}
    file.write_text("[{}, {}]", "utf-8")
    assert open_file(file).sheets()[""].to_dict(as_series=False) == {"source_row": [1, 2]}


@pytest.mark.parametrize("first", ["x\x01", "x^", "x\u0680", "x"])
def test_text_that_begins_as_packed_bytes_do_is_text(tmp_path: Path, first: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"{first},b\n1,2\n", "utf-8")
    assert open_file(file).sheets()[""].to_dict(as_series=False) == {"source_row": [2], first: ["1"], "b": ["2"]}


def test_packed_bytes_are_not_unpacked_behind_the_limits(tmp_path: Path) -> None:
    packed = zlib.compress(b"a,b\n" + b"1,2\n" * 100_000, level=0)
    assert packed.startswith(b"x\x01")
    file = tmp_path / "table.csv"
    file.write_bytes(packed)
    with pytest.raises(FileUnreadable):
        open_file(file).sheets()
