"""What was exported is imported again into an empty store: the same records, and the same totals of them."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data.asking import Desk, open_desk
from data.exports.files import Form, export_file
from data.importing import import_files
from data.known_places import known_places
from data.queries.question import By, Question
from data.schema import MEASURES as MEASURES_KNOWN
from data.schema import Kind
from data.store.embedded import EmbeddedStore
from tests.data.exports.conftest import DAY, NOW, List

MEASURES = (
    "idps", "new_displacements", "evacuated", "in_shelter", "shelters_open", "refugees", "asylum_applications",
    "people_in_need", "missing_or_dead", "returned",
)  # fmt: skip
OF_THE_IMPORT = ("import_id", "source_row", "recorded_at", "place_match")


def imported_again(measures: tuple[str, ...], form: Form, listed: List, folder: Path) -> EmbeddedStore:
    """Export the records of measures and return an empty store into which the files were imported."""
    paths = []
    for measure in measures:
        file = export_file(listed(measure), form, token="token", made_at=NOW)
        path = folder / file.name
        path.write_bytes(file.content)
        paths.append(path)
    store = EmbeddedStore(folder / "store")
    reports = import_files(store, paths, by="a test", now=NOW)
    for one in reports:
        assert (one.status, one.counts.quarantined, list(one.problems.iter_rows())) == ("imported", 0, [])
    return store


@pytest.mark.parametrize("form", [Form.CSV, Form.XLSX], ids=str)
def test_records_and_totals_come_back(
    form: Form, listed: List, desk: Desk, shipped: EmbeddedStore, tmp_path: Path
) -> None:
    store = imported_again(MEASURES, form, listed, tmp_path)
    is_ours = pl.col("country_iso3").is_in(known_places().countries) & pl.col("measure").is_in(MEASURES)
    flows = [measure for measure in MEASURES if MEASURES_KNOWN[measure].kind is Kind.FLOW]
    day = pl.when(pl.col("measure").is_in(flows)).then(pl.coalesce("end_date", "start_date")).otherwise("start_date")
    expected = shipped.current_records().filter(is_ours, day <= DAY)
    found = store.current_records()
    assert_frame_equal(
        found.drop(OF_THE_IMPORT).sort("record_id"),
        expected.drop(OF_THE_IMPORT).sort("record_id"),
        rel_tol=0 if form is Form.CSV else 1e-9,  # of a workbook ten digits are read
        abs_tol=0,
    )
    again = open_desk(store)
    for measure in MEASURES:
        question = Question(measure, DAY, by=(By.COUNTRY,))
        assert again.count(question) == desk.count(question)
