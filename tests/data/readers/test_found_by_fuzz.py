"""What the fuzz of the readers found, kept as small files; all rows are invented."""

from pathlib import Path

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
