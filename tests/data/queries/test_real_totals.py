"""Published totals come out of the real figures exactly: those that ship, and Haiti's rounds from IOM's own files."""

import os
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.bundle import FOLDER, bundled_sources
from data.importing import import_bundled, prepare
from data.known_places import known_places
from data.queries.amounts import Amount
from data.queries.answer import Answer, Reason
from data.queries.counting import count
from data.queries.policy import Policy
from data.queries.question import By, Question
from data.readers.opening import open_file
from data.schema import MEASURES, Quantifier
from data.store.embedded import EmbeddedStore
from data.store.engine import DuckDBEngine, engine_over_files, engine_over_frame

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
ROUNDS = {6: 362_551, 7: 578_074, 8: 702_973, 9: 1_041_229, 10: 1_287_593}
DAYS = {
    6: date(2024, 3, 31),
    7: date(2024, 5, 31),
    8: date(2024, 9, 30),
    9: date(2024, 12, 31),
    10: date(2025, 6, 30),
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> DuckDBEngine:
    """Return an engine over the figures that ship, imported as a new store imports them."""
    store = EmbeddedStore(tmp_path_factory.mktemp("shipped") / "store")
    import_bundled(store, by="a test", now=MOMENT)
    engine = engine_over_files(store.snapshot())
    store.close()
    return engine


@pytest.fixture(scope="module")
def policy() -> Policy:
    """Return the policy of a new store."""
    return Policy(known_places())


def file_of(source: str, name: str) -> pl.DataFrame:
    """Return a file that ships as it is, all text."""
    return pl.read_csv(FOLDER / source / name, infer_schema_length=0)


def ask(engine: DuckDBEngine, policy: Policy, measure: str, day: str, **asked: Any) -> Answer:
    """Return the answer on a day."""
    return count(engine, Question(measure, date.fromisoformat(day), **asked), policy)


def figures(answer: Answer) -> dict[Any, Any]:
    """Return the figure of each row by the value that it is split by."""
    return {tuple(row.by.values()): row.number.amount and row.number.amount.figure for row in answer.rows}


def test_every_source_that_ships_is_there(shipped: DuckDBEngine) -> None:
    stored = {row[0] for row in shipped._connection.cursor().execute("SELECT DISTINCT source FROM records").fetchall()}
    tables = {source.source for source in bundled_sources()} - {"noaa_tracks"}
    assert stored == tables
    assert all(tomllib.loads((FOLDER / name / "SOURCE.toml").read_text("utf-8"))["files"] for name in tables)


def test_every_row_of_idmcs_database_is_in_the_sum_of_its_movements(shipped: DuckDBEngine, policy: Policy) -> None:
    named = ("gidd_disasters.csv", "gidd_displacements.csv")
    rows = pl.concat([file_of("idmc_gidd", name).select("iso3", "year", "new_displacement") for name in named])
    sums = rows.with_columns(pl.col("year", "new_displacement").cast(pl.Int64)).drop_nulls()
    expected = {
        (iso3, year): figure
        for iso3, year, figure in sums.group_by("iso3", "year").agg(pl.col("new_displacement").sum()).iter_rows()
    }
    answer = ask(shipped, policy, "new_displacements", "2025-12-31", by=(By.COUNTRY, By.YEAR), source="idmc_gidd")
    assert figures(answer) == expected
    assert answer.total.amount == Amount(sum(expected.values()))


def test_year_end_stock_of_idmc_is_conflict_and_disaster_together(shipped: DuckDBEngine, policy: Policy) -> None:
    disasters = file_of("idmc_gidd", "gidd_disasters.csv").filter(iso3="HTI", year="2022")
    conflict = file_of("idmc_gidd", "gidd_displacements.csv").filter(iso3="HTI", year="2022")
    both = pl.concat([disasters["total_displacement"], conflict["total_displacement"]]).drop_nulls().cast(pl.Int64)
    answer = ask(shipped, policy, "idps", "2022-12-31", countries=("HTI",), source="idmc_gidd")
    assert answer.total.amount == Amount(int(both.sum()))


def test_refugees_of_a_year_are_the_sum_of_their_origins(shipped: DuckDBEngine, policy: Policy) -> None:
    rows = file_of("unhcr", "unhcr_population.csv").filter(asylum_iso3="TTO", year="2024")
    expected = int(rows["refugees"].cast(pl.Int64).sum())
    assert expected > 0
    assert ask(shipped, policy, "refugees", "2024-12-31", countries=("TTO",)).total.amount == Amount(expected)


def test_migrants_are_the_latest_of_the_five_yearly_counts(shipped: DuckDBEngine, policy: Policy) -> None:
    rows = file_of("un_desa", "migrant_stock.csv").filter(destination_iso3="BLZ")
    last = rows.filter(year=rows["year"].max() or "")
    answer = ask(shipped, policy, "migrants", "2024-12-31", countries=("BLZ",), source="un_desa")
    assert answer.total.amount == Amount(int(last["total"].cast(pl.Int64).sum()))


def test_dead_and_missing_of_the_bahamas_count_on_land_and_at_sea(shipped: DuckDBEngine, policy: Policy) -> None:
    rows = file_of("iom_missing_migrants", "missing_migrants.csv").filter(
        incident_iso3="BHS", is_exact_duplicate="0", is_correction="0"
    )
    expected = int(rows["total_dead_and_missing"].cast(pl.Int64).sum())
    answer = ask(shipped, policy, "missing_or_dead", "2025-12-31", countries=("BHS",), by=(By.ADMIN1,))
    placed = sum(figure for figure in figures(answer).values())
    assert answer.total.amount == Amount(expected)
    assert answer.unplaced == Amount(expected - placed)
    assert 0 < placed < expected


def test_dorian_evacuations_are_one_report_and_the_others_stand_beside_it(
    shipped: DuckDBEngine, policy: Policy
) -> None:
    answer = ask(shipped, policy, "evacuated", "2019-12-31", countries=("BHS",))
    assert answer.total.amount == Amount(5_500, Quantifier.APPROXIMATELY, is_approximate=True)


def test_la_soufriere_figures_of_three_sources_are_never_added(shipped: DuckDBEngine, policy: Policy) -> None:
    told = {
        measure: ask(shipped, policy, measure, "2021-04-15", countries=("VCT",)).total.amount
        for measure in ("idps", "in_shelter", "in_host_families", "shelters_open")
    }
    assert told == {
        "idps": Amount(7_411), "in_shelter": Amount(4_136), "in_host_families": Amount(3_718),
        "shelters_open": Amount(89),
    }  # fmt: skip


def test_range_of_suriname_keeps_both_ends(shipped: DuckDBEngine, policy: Policy) -> None:
    answer = ask(shipped, policy, "new_displacements", "2017-12-31", countries=("SUR",), source="cited")
    assert answer.total.amount == Amount(6_000, Quantifier.RANGE, high=8_000)


def test_triangulation_of_irma_is_beside_the_recommended_figure(shipped: DuckDBEngine, policy: Policy) -> None:
    answer = ask(shipped, policy, "evacuated", "2017-12-31", countries=("ATG",))
    assert answer.total.amount == Amount(1_800, Quantifier.APPROXIMATELY, is_approximate=True)
    assert [item.reason for item in answer.total.making.left_out] == [Reason.TRIANGULATION]


@pytest.mark.parametrize("measure", sorted(MEASURES))
@pytest.mark.parametrize("day", ["2017-12-31", "2021-04-20", "2025-06-30"])
def test_rows_by_country_add_up_to_the_region(measure: str, day: str, shipped: DuckDBEngine, policy: Policy) -> None:
    answer = ask(shipped, policy, measure, day, by=(By.COUNTRY,))
    rows = [row.number.amount for row in answer.rows if row.number.amount is not None]
    assert (answer.total.amount.figure if answer.total.amount else 0) == sum(amount.figure for amount in rows)
    assert {next(iter(row.by.values())) for row in answer.rows} <= set(policy.places.countries)


@pytest.mark.parametrize("measure", sorted(MEASURES))
@pytest.mark.parametrize("day", ["2017-12-31", "2021-04-20", "2025-06-30"])
def test_map_and_people_beside_it_add_up_to_the_total(
    measure: str, day: str, shipped: DuckDBEngine, policy: Policy
) -> None:
    answer = ask(shipped, policy, measure, day, by=(By.ADMIN1,))
    if answer.unplaced is None or answer.total.amount is None:
        return
    placed = sum(row.number.amount.figure for row in answer.rows if row.number.amount is not None)
    assert placed + answer.unplaced.figure == answer.total.amount.figure


@pytest.fixture(scope="module")
def haiti() -> dict[str, DuckDBEngine]:
    """Return engines over IOM's answers for Haiti by unit, by commune and both."""
    folder = Path(os.environ["TRACKER_SAMPLES"])
    units, communes = (
        prepare(open_file(folder / f"displacement-admin{level}-admin0pcode-hti.json"), today=MOMENT.date()).records
        for level in (1, 2)
    )
    both = pl.concat([units, communes], how="diagonal")
    return {name: engine_over_frame(table) for name, table in {"1": units, "2": communes, "both": both}.items()}


@pytest.mark.samples
@pytest.mark.parametrize("number", ROUNDS)
@pytest.mark.parametrize("files", ["1", "2", "both"])
def test_haitis_rounds_come_out_exactly_at_every_level(
    files: str, number: int, haiti: dict[str, DuckDBEngine], policy: Policy
) -> None:
    for by in ((), (By.ADMIN1,), (By.ADMIN2,)):
        answer = count(haiti[files], Question("idps", DAYS[number], by=by, countries=("HTI",)), policy)
        assert answer.total.amount == Amount(ROUNDS[number])
        assert {part.reporting_round for part in answer.total.making.parts} == {number}
        is_placed = bool(by) and (By.ADMIN2 not in by or files != "1")
        placed = sum(figure for figure in figures(answer).values()) if is_placed else 0
        assert placed == (ROUNDS[number] if is_placed else 0)


@pytest.mark.samples
def test_haitis_two_assessments_of_one_round_are_never_added(haiti: dict[str, DuckDBEngine], policy: Policy) -> None:
    answer = count(haiti["both"], Question("idps", date(2022, 11, 30), countries=("HTI",)), policy)
    assert answer.total.amount == Amount(155_166)
    others = [item.part for item in answer.total.making.left_out if item.reason is Reason.OTHER_ASSESSMENT_TYPE]
    assert [(part.amount, part.assessment_type) for part in others if part] == [(Amount(39_492), "SA")]


@pytest.mark.samples
def test_series_of_haiti_is_its_rounds_and_has_no_sum(haiti: dict[str, DuckDBEngine], policy: Policy) -> None:
    asked = Question("idps", DAYS[10], by=(By.MONTH,), countries=("HTI",), date_from=DAYS[6])
    answer = count(haiti["both"], asked, policy)
    assert figures(answer) == {(f"{DAYS[number]:%Y-%m}",): figure for number, figure in ROUNDS.items()}
    assert answer.total.amount is None
