"""The command line as people and other programs use it. All rows here are invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import main
from data.bundle import FOLDER, LEAVE_OUT
from data.store.opening import VARIABLE

HEADER = "source_name,measure,country_iso3,provider_place_name,start_date,figure"
GOOD, BAD, WAITING = (f"An office,idps,HTI,{place},2025-01-31,{figure}" for place, figure in
                      (("Ouest", "10"), ("Sud", "ten"), ("Bwa Nef", "5")))  # fmt: skip


@pytest.fixture(autouse=True)
def _new_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store without the figures that ship: they take a second each time."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "store"))
    monkeypatch.setenv(LEAVE_OUT, ",".join(path.name for path in FOLDER.iterdir()))
    monkeypatch.setenv("TRACKER_USER", "Ana")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text("\n".join([HEADER, GOOD, BAD, WAITING, ""]), encoding="utf-8")
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> Any:
    assert main([*map(str, arguments), "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_import_prints_one_document_and_nothing_else(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = answer(capsys, "import", file)
    assert list(document) == ["files"]
    counts = ("rows_read", "accepted", "revised", "unchanged", "quarantined", "outside_region")
    assert [document["files"][0][name] for name in counts] == [3, 2, 0, 0, 1, 0]
    assert document["files"][0]["import_id"] == "2"


def test_refused_file_is_exit_code_1_and_the_others_go_in(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = answer(capsys, "import", tmp_path / "absent.csv", file, code=1)
    assert [entry["status"] for entry in document["files"]] == ["refused", "imported"]


def test_import_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("3 rows read: 2 accepted, 0 revised, 0 unchanged, 1 quarantined, 0 outside the region.")
    assert lines[1:] == [
        "  1 records wait for their place: see `python -m data places`.",
        "  a.csv, row 3: figure is 'ten', not a whole number written in digits.",
    ]


def test_trial_run_keeps_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "import", file, "--dry-run")
    assert [entry["kind"] for entry in answer(capsys, "imports")["imports"]] == ["bundled"]


def test_imports_are_listed_with_who_and_state(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "import", file)
    assert answer(capsys, "undo", "2")["state"] == "undone"
    shown = [(one["import_id"], one["file"], one["by"], one["state"]) for one in answer(capsys, "imports")["imports"]]
    assert shown == [("1", "figures that ship", "first start", "active"), ("2", "a.csv", "Ana", "undone")]


def test_undo_of_an_unknown_import_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert "no import 99" in answer(capsys, "undo", "99", code=1)["error"]


def test_quarantine_gives_rows_and_reasons_and_writes_them_once(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(capsys, "import", file)
    out = tmp_path / "returned.csv"
    document = answer(capsys, "quarantine", "2", "--out", out)
    assert [(row["row"], row["cells"]["figure"]) for row in document["rows"]] == [(3, "ten")]
    assert [problem["rule"] for problem in document["problems"]] == ["not_a_number"]
    assert out.read_text(encoding="utf-8") == f"{HEADER}\n{BAD}\n"
    assert "exists already" in answer(capsys, "quarantine", "2", "--out", out, code=1)["error"]


def test_place_is_listed_and_confirmed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "import", file)
    waiting = answer(capsys, "places")["places"]
    assert [(one["country_iso3"], one["provider_place_name"], one["rows"]) for one in waiting] == [
        ("HTI", "Bwa Nef", 1)
    ]
    entry = answer(capsys, "confirm", waiting[0]["source"], "hti", "Bwa Nef", "HT0111")
    assert (entry["kind"], entry["revised"], entry["note"]) == ("confirmation", 1, "Bwa Nef is HT0111")
    assert answer(capsys, "places")["places"] == []


def test_wrong_code_of_a_place_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = answer(capsys, "import", file)["files"][0]["source"]
    assert "no unit of HTI" in answer(capsys, "confirm", source, "HTI", "Bwa Nef", "JM-01", code=1)["error"]


def test_sources_tell_what_is_loaded_and_what_is_missing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = answer(capsys, "import", file)["files"][0]["source"]
    found = {row["source"]: row for row in answer(capsys, "sources")["sources"]}
    assert (found[source]["records"], found[source]["newest"]) == (2, "2025-01-31")
    assert (found["iom_dtm"]["records"], found["iom_dtm"]["newest"]) == (0, None)


def test_backup_is_restored_with_the_same_records(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(capsys, "import", file)
    assert answer(capsys, "backup", tmp_path / "copy")["is_sound"]
    restored = tmp_path / "restored"
    assert answer(capsys, "restore", tmp_path / "copy", "--store", restored)["records"] == 2
    assert answer(capsys, "verify", "--store", restored)["is_sound"]
    assert answer(capsys, "imports", "--store", restored) == answer(capsys, "imports")


def test_verify_finds_flipped_bytes(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer(capsys, "import", file)
    stored = next((tmp_path / "store").rglob("*.parquet"))
    content = bytearray(stored.read_bytes())
    content[len(content) // 2] ^= 255
    stored.chmod(0o644)
    stored.write_bytes(bytes(content))
    document = answer(capsys, "verify", code=1)
    assert not document["is_sound"]
    assert stored.name in document["damaged"][0]


def test_verify_makes_no_store_where_there_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no store" in answer(capsys, "verify", "--store", tmp_path / "nowhere", code=1)["error"]
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["import"], ["undo"], ["confirm", "a", "b"]], ids=str)
def test_wrong_use_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: python -m data" in capsys.readouterr().err
