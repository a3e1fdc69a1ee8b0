"""A briefing by command: the file, the exit code, and no word on standard output unless it was asked for."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from dashboard import __main__ as start
from dashboard.briefings.command import main
from data.store.briefings import kept_briefings
from data.store.embedded import EmbeddedStore
from tests.dashboard.briefings.reading_pdf import text_of

Output = pytest.CaptureFixture[str]


@pytest.fixture
def place(filled_store: Path, tmp_path: Path) -> str:
    """Return a copy of the store that ships, which a test may write to."""
    return str(shutil.copytree(filled_store, tmp_path / "store"))


def document(output: Output) -> dict[str, object]:
    body: dict[str, object] = json.loads(output.readouterr().out)
    return body


def test_a_briefing_is_made_and_made_again_by_its_id(place: str, tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "new" / "jam.pdf"
    asked = ["--country", "jam", "--as-of", "2024-07-10", "--section", "summary", "--section", "unknown"]
    assert main([*asked, "--format", "pdf", "--out", str(out), "--store", place, "--json"]) == 0
    made = document(capsys)
    assert (made["files"], made["has_changed_since"]) == ([str(out)], False)
    assert [one.briefing_id for one in kept_briefings(EmbeddedStore(Path(place)))] == [made["id"]]
    again = tmp_path / "again.pdf"
    assert main(["--id", str(made["id"]), "--out", str(again), "--store", place]) == 0
    assert again.read_bytes() == out.read_bytes()
    assert str(made["id"]) in text_of(again.read_bytes())
    assert sorted(path.name for path in out.parent.iterdir()) == ["jam.pdf"]


def test_a_clock_hears_nothing(place: str, tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "a.pdf"
    arguments = ["--as-of", "2019-09-14", "--event", "dorian-2019", "--section", "summary", "--out", str(out)]
    assert main([*arguments, "--store", place]) == 0
    assert capsys.readouterr() == ("", "")
    assert out.stat().st_size > 10_000


def test_a_template_gives_its_look(place: str, tmp_path: Path) -> None:
    template = tmp_path / "office.toml"
    template.write_text('office = "An invented office"\nsections = ["summary"]\nstanding = ["Not for release."]\n')
    out = tmp_path / "a.pdf"
    assert main(["--template", str(template), "--as-of", "2024-07-10", "--out", str(out), "--store", place]) == 0
    text = text_of(out.read_bytes())
    assert "An invented office" in text
    assert "Not for release." in text
    assert "What is not known" not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--country", "FRA"], "country 'FRA' is none of our states"),
        (["--event", "nothing"], "event 'nothing' has no name here"),
        (["--as-of", "2999-01-01"], "the day 2999-01-01 is yet to come"),
        (["--id", "ZZZZZ-22222"], "no briefing 'ZZZZZ-22222' was made in this store"),
        (["--template", "none.toml"], "the template cannot be read"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, list) else "",
)
def test_a_refusal_says_why_and_ends_with_1(place: str, capsys: Output, arguments: list[str], words: str) -> None:
    assert main([*arguments, "--store", place, "--json"]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert words in json.loads(said.out)["error"]


@pytest.mark.parametrize(
    "arguments",
    [["--as-of", "10 July"], ["--format", "doc"], ["--id", "A", "--country", "JAM"], ["--public", "a", "--id", "A"]],
    ids=lambda value: value[0],
)
def test_wrong_use_ends_with_2(capsys: Output, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: python -m dashboard briefing" in capsys.readouterr().err


def test_the_dashboard_starts_no_server_for_a_briefing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["dashboard", "briefing", "--id", "A", "--public", "b"])
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert ended.value.code == 2
