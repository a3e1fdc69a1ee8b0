"""Every file goes in whole or not at all, and every row is accounted for. All rows here are invented."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import RequestRefused
from data.filled_store import open_filled_store
from data.import_report import FileReport, Status, report_lines
from data.importing import import_files
from data.quarantine import quarantine_csv
from data.reviewing import confirm
from data.store.embedded import EmbeddedStore
from data.store.interface import PlaceDecision, RowCounts, Store

NOW = datetime(2025, 6, 30, 12, tzinfo=UTC)
HEADER = "source_name,measure,country_iso3,provider_place_name,start_date,figure"
JAMAICA = "An office,idps,JAM,Kingston,2025-01-31"
HAITI = "An office,idps,HTI,Ouest,2025-01-31"
ABROAD = "An office,idps,FRA,,2025-01-31"

Drop = Callable[..., FileReport]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = EmbeddedStore(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def drop(store: Store, tmp_path: Path) -> Drop:
    def _drop(*rows: str, name: str = "a.csv", header: str = HEADER, dry_run: bool = False) -> FileReport:
        path = tmp_path / name
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
        return import_files(store, [path], by="Ana", now=NOW, dry_run=dry_run)[0]

    return _drop


def figures(store: Store) -> list[tuple[str, int]]:
    records = store.current_records(columns=["country_iso3", "figure"])
    return sorted(records.rows())


def test_rows_of_a_file_are_all_accounted_for(store: Store, drop: Drop) -> None:
    report = drop(f"{JAMAICA},10", f"{HAITI},-5", f"{ABROAD},7", f"{HAITI},20")
    assert astuple(report.counts) == (4, 2, 0, 0, 1, 1)
    assert figures(store) == [("HTI", 20), ("JAM", 10)]


def test_report_for_another_program_is_as_the_design_says(drop: Drop) -> None:
    report = drop(f"{JAMAICA},ten").as_json()
    keys = (
        "file sha256 source import_id status rows_read accepted revised unchanged quarantined outside_region problems"
    )
    assert list(report) == keys.split()
    assert report["status"] == "imported"
    assert report["problems"] == [
        {
            "row": 2,
            "column": "figure",
            "value": "ten",
            "rule": "not_a_number",
            "message": "a.csv, row 2: figure is 'ten', not a whole number written in digits.",
        }
    ]


def test_the_same_bytes_again_are_told_with_when_and_by_whom(store: Store, drop: Drop) -> None:
    drop(f"{JAMAICA},10", f"{ABROAD},7")
    before = store.snapshot().generation
    again = drop(f"{JAMAICA},10", f"{ABROAD},7", name="b.csv")
    assert again.status is Status.ALREADY_IMPORTED
    assert again.counts == RowCounts(2, 0, 0, 1, 0, 1)
    assert again.message == "b.csv: already imported on 2025-06-30 12:00 UTC by Ana as import 1 (a.csv)."
    assert store.snapshot().generation == before


def test_new_edition_revises_what_changed_and_names_what_vanished(store: Store, drop: Drop) -> None:
    drop(f"{JAMAICA},10", f"{HAITI},20", "An office,idps,HTI,Sud,2025-01-31,5")
    report = drop(f"{JAMAICA},10", f"{HAITI},25", "An office,idps,HTI,Nord,2025-01-31,1", name="b.csv")
    assert report.counts == RowCounts(3, 1, 1, 1, 0, 0)
    assert report.vanished.select("provider_place_name", "figure").rows() == [("Sud", 5)]
    assert figures(store) == [("HTI", 1), ("HTI", 5), ("HTI", 25), ("JAM", 10)]
    assert "    idps HTI Sud 2025-01-31 5" in report_lines([report])


def test_page_about_one_country_says_nothing_of_the_others(drop: Drop) -> None:
    drop(f"{JAMAICA},10", f"{HAITI},20")
    assert drop(f"{HAITI},21", name="b.csv").vanished.is_empty()


def test_earlier_moment_keeps_the_figure_it_knew(store: Store, drop: Drop) -> None:
    drop(f"{HAITI},20")
    known_at = store.imports()[0].imported_at
    drop(f"{HAITI},25", name="b.csv")
    assert store.current_records(known_at=known_at)["figure"].to_list() == [20]


def test_one_bad_file_never_stops_the_others(store: Store, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(f"{HEADER}\n{JAMAICA},10\n", encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    reports = import_files(store, [bad, tmp_path / "absent.csv", good], by="Ana", now=NOW)
    assert [report.status.value for report in reports] == ["refused", "refused", "imported"]
    assert figures(store) == [("JAM", 10)]


def test_renamed_column_is_refused_by_name_and_nothing_goes_in(store: Store, drop: Drop) -> None:
    report = drop(f"{JAMAICA},10", header=HEADER.replace("start_date", "start_day"))
    assert report.status is Status.REFUSED
    assert "'start_date' is missing" in report.message
    assert report.as_json()["problems"][0]["message"] == report.message
    assert store.imports() == []


def test_trial_run_keeps_nothing(store: Store, drop: Drop) -> None:
    report = drop(f"{JAMAICA},10", dry_run=True)
    assert (report.status, report.import_id, report.counts.accepted) == (Status.IMPORTED, None, 1)
    assert store.imports() == []


def test_returned_rows_can_be_mended_and_only_they_are_read(store: Store, drop: Drop, tmp_path: Path) -> None:
    report = drop(f"{JAMAICA},10", f"{HAITI},twenty")
    text = quarantine_csv(store.quarantine(str(report.import_id)))
    assert text == f"{HEADER}\n{HAITI},twenty\n"
    mended = tmp_path / "mended.csv"
    mended.write_text(text.replace("twenty", "20"), encoding="utf-8")
    assert import_files(store, [mended], by="Ana", now=NOW)[0].counts == RowCounts(1, 1, 0, 0, 0, 0)
    assert figures(store) == [("HTI", 20), ("JAM", 10)]


def test_returned_formula_is_harmless_in_a_spreadsheet(store: Store, drop: Drop) -> None:
    report = drop("=cmd|'/c calc'!A1,idps,JAM,Kingston,2025-01-31,-1")
    row = quarantine_csv(store.quarantine(str(report.import_id))).splitlines()[1]
    assert row == "'=cmd|'/c calc'!A1,idps,JAM,Kingston,2025-01-31,-1"


def test_row_with_too_many_cells_is_returned_too(store: Store, drop: Drop) -> None:
    report = drop(f"{JAMAICA},10,one too many", f"{HAITI},20")
    assert report.counts == RowCounts(2, 1, 0, 0, 1, 0)
    assert "one too many" in quarantine_csv(store.quarantine(str(report.import_id)))


def test_undone_file_can_be_imported_again(store: Store, drop: Drop) -> None:
    first = drop(f"{JAMAICA},10")
    store.undo(str(first.import_id), by="Ana", now=NOW)
    assert figures(store) == []
    assert drop(f"{JAMAICA},10").status is Status.IMPORTED
    assert figures(store) == [("JAM", 10)]


def test_place_that_nobody_knows_waits_for_a_person_and_is_remembered(store: Store, drop: Drop) -> None:
    report = drop("An office,idps,HTI,Bwa Nef,2025-01-31,20")
    assert (report.counts.accepted, report.unplaced) == (1, 1)
    waiting = store.places_to_review().select("source", "country_iso3", "provider_place_name", "rows").rows()
    source = str(report.source)
    assert waiting == [(source, "HTI", "Bwa Nef", 1)]
    entry = confirm(store, PlaceDecision(source, "HTI", "Bwa Nef", None, "HT0111"), by="Ana", now=NOW)
    drop("An office,idps,HTI,BWA NEF,2025-02-28,30", name="b.csv")
    columns = ["admin1_code", "admin2_code", "place_match", "figure"]
    placed = [("HT-OU", "HT0111", "confirmed", 20), ("HT-OU", "HT0111", "confirmed", 30)]
    assert sorted(store.current_records(columns=columns).rows(), key=str) == placed
    assert store.places_to_review().is_empty()
    store.undo(entry.import_id, by="Ana", now=NOW)
    assert store.places_to_review()["provider_place_name"].to_list() == ["Bwa Nef"]


def test_confirmed_place_is_found_again_by_the_same_file(store: Store, drop: Drop) -> None:
    report = drop("An office,idps,HTI,Bwa Nef,2025-01-31,20")
    confirm(store, PlaceDecision(str(report.source), "HTI", "Bwa Nef", "HT-OU"), by="Ana", now=NOW)
    again = drop("An office,idps,HTI,Bwa Nef,2025-01-31,20", f"{JAMAICA},1", name="b.csv")
    assert again.counts == RowCounts(2, 1, 0, 1, 0, 0)


@pytest.mark.parametrize(
    ("place", "unit", "commune", "words"),
    [
        ("Bwa Nef", "JM-01", None, "'JM-01' is no unit of HTI"),
        ("Bwa Nef", None, None, "None is no unit of HTI"),
        ("Bwa Nef", None, "HT9999", "'HT9999' is no second-level unit of HTI"),
        ("Bwa Nef", "HT-SD", "HT0111", "HT0111 lies in HT-OU, not in HT-SD"),
        ("Another place", "HT-OU", None, "waits for 'Another place'"),
    ],
)
def test_decision_that_makes_no_sense_is_refused(
    store: Store, drop: Drop, place: str, unit: str | None, commune: str | None, words: str
) -> None:
    source = str(drop("An office,idps,HTI,Bwa Nef,2025-01-31,20").source)
    with pytest.raises(RequestRefused, match=words):
        confirm(store, PlaceDecision(source, "HTI", place, unit, commune), by="Ana", now=NOW)


def test_two_people_import_the_same_file_at_once(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\n{JAMAICA},10\n", encoding="utf-8")
    reports: list[FileReport] = []
    people = [
        threading.Thread(target=lambda: reports.extend(import_files(store, [path], by="Ana", now=NOW)))
        for _ in range(4)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(report.status.value for report in reports) == [*["already_imported"] * 3, "imported"]
    assert figures(store) == [("JAM", 10)]


def test_progress_is_told_before_each_step_and_reaches_the_end(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\n{JAMAICA},10\n", encoding="utf-8")
    told: list[tuple[str, float]] = []
    import_files(store, [path], by="Ana", now=NOW, progress=lambda words, share: told.append((words, share)))
    assert [words for words, _ in told][:2] == ["a.csv: reading", "a.csv: checking"]
    assert told == sorted(told, key=lambda entry: entry[1])
    assert told[-1] == ("done", 1.0)


_ROW = st.sampled_from([f"{JAMAICA},{{}}", f"{HAITI},{{}}", f"{ABROAD},{{}}", f"{JAMAICA},-{{}}", f"{HAITI},x{{}}"])


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_ROW, st.integers(1, 4)), max_size=12), st.data())
def test_no_row_is_lost_and_their_order_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    lines = [template.format(number) for template, number in rows]
    mixed = data.draw(st.permutations(lines))
    found = []
    for name, content in (("ordered", lines), ("mixed", mixed)):
        path, store = folder / f"{name}.csv", EmbeddedStore(folder / name)
        path.write_text("\n".join([HEADER, *content, ""]), encoding="utf-8")
        counts = import_files(store, [path], by="Ana", now=NOW)[0].counts
        assert counts.rows_read == len(lines) == sum(astuple(counts)[1:])
        found.append((counts, store.current_records(columns=["record_id", "figure"]).sort("record_id").rows()))
    assert found[0] == found[1]


@pytest.mark.samples
def test_real_files_over_the_bundled_records_change_nothing(samples: Path, tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    store = open_filled_store(str(tmp_path / "filled"), now=now)
    before = store.current_records().drop("import_id", "recorded_at")
    names = ["gidd_disasters.csv", "gidd_displacements.csv", "unhcr_caricom_population.csv"]
    for report in import_files(store, [samples / name for name in names], by="Ana", now=now):
        assert (report.counts.accepted, report.counts.revised, report.counts.quarantined) == (0, 0, 0), report.file
        assert report.vanished.is_empty()
    after = store.current_records().drop("import_id", "recorded_at")
    assert before.sort("record_id").equals(after.sort("record_id"))


def test_exported_records_come_back_as_the_same_records(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    store = open_filled_store(str(tmp_path / "filled"), now=now)
    before = store.current_records()
    before.write_csv(tmp_path / "export.csv")
    report = import_files(store, [tmp_path / "export.csv"], by="Ana", now=now)[0]
    assert report.counts == RowCounts(before.height, 0, 0, before.height, 0, 0)


@pytest.mark.samples
def test_haitis_rounds_are_whole_at_both_levels(samples: Path, store: Store) -> None:
    names = ["displacement-admin1-admin0pcode-hti.json", "displacement-admin2-admin0pcode-hti.json"]
    reports = import_files(store, [samples / name for name in names], by="Ana", now=NOW)
    assert [report.counts.quarantined for report in reports] == [0, 0]
    records = store.current_records().filter(pl.col("sex").is_null(), operation="Countrywide monitoring")
    rounds = records.filter(pl.col("reporting_round").is_between(6, 10)).group_by(
        "reporting_round", level=pl.col("admin2_code").is_null()
    )
    sums = rounds.agg(pl.col("figure").sum()).sort("reporting_round", "level")["figure"].to_list()
    published = (362_551, 578_074, 702_973, 1_041_229, 1_287_593)
    assert sums == [figure for figure in published for _ in ("by commune", "by unit")]
    assert records["place_match"].unique().to_list() == ["code"]


def test_a_row_that_its_publisher_withdrew_counts_no_more(store: Store, drop: Drop) -> None:
    drop(f"{JAMAICA},10", f"{HAITI},20", name="first.csv")
    report = drop(f"{JAMAICA},,True", name="second.csv", header=f"{HEADER},is_retracted")
    assert astuple(report.counts) == (1, 0, 1, 0, 0, 0)
    assert figures(store) == [("HTI", 20)]
