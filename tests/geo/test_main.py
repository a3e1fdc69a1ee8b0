"""``python -m geo`` answers in one JSON document, with an exit code that tells a wrong question from no answer."""

import json
import subprocess
import sys
from typing import Any

import pytest

from geo.__main__ import main

KEYS = ["query", "how", "code", "name", "country_iso3", "country_name", "distance_km", "suggestions", "message"]


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(list(arguments))
    return code, json.loads(capsys.readouterr().out)


def test_a_point_with_negative_numbers_is_located() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "geo", "locate", "6.3", "-57.5"], capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout)
    assert list(answer) == KEYS
    assert (answer["code"], answer["name"], answer["country_name"]) == ("GY-EB", "East Berbice-Corentyne", "Guyana")


def test_a_point_off_the_coast_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "locate", "12.6371", "-61.3960")
    assert (code, answer["how"], answer["code"]) == (0, "nearest", "VC-06")
    assert "off the land drawn" in answer["message"]


def test_the_open_sea_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "locate", "16", "-7.0e1")
    assert (code, answer["how"], answer["code"]) == (0, "none", None)
    assert "The nearest is Sud-Est (Haiti), 294 km away." in answer["message"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [("-57.5", "6.3", "swapped"), ("95", "-60", "out of range"), ("nan", "-60", "numbers"), ("inf", "0", "numbers")],
)
def test_an_impossible_point_is_wrong_use(
    latitude: str, longitude: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = ask(capsys, "locate", latitude, longitude)
    assert (code, answer["code"]) == (2, None)
    assert words in answer["message"]


@pytest.mark.parametrize(
    ("arguments", "code", "how"),
    [
        (["Dominican Republic"], "DOM", "exact"),
        (["Dominica"], "DMA", "exact"),
        (["Kingston", "--country", "jam"], "JM-01", "exact"),
        (["KSA", "--country", "JAM"], "JAM-G01", "group"),
        (["Mayreau", "--country", "VCT"], "VC-06", "inside"),
        (["HT0111", "--country", "HTI"], "HT0111", "code"),
        (["HT01"], "HT-OU", "code"),
        (["Upper Takutu-Upper Essequibo"], "GY-UT", "exact"),
        (["Tortla", "--country", "VGB"], None, "suggested"),
        (["nowhere at all"], None, "none"),
        (["and Tobago"], None, "none"),
    ],
)
def test_a_name_is_matched(
    arguments: list[str], code: str | None, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_code, answer = ask(capsys, "match", *arguments)
    assert (exit_code, answer["code"], answer["how"]) == (0, code, how)
    assert list(answer) == KEYS


def test_a_name_of_several_states_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = ask(capsys, "match", "Saint George")
    assert answer["code"] is None
    assert answer["message"] == "Several are meant: say which, with --country."
    assert {"code": "BB-03", "name": "Saint George (BRB)", "score": 100.0} in answer["suggestions"]


def test_a_jamaican_pcode_asks_for_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = ask(capsys, "match", "JM08")
    assert [choice["code"] for choice in answer["suggestions"]] == ["JM-02", "JM-14"]
    assert "2 August 2024" in answer["message"]


def test_an_unknown_country_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = ask(capsys, "match", "Kingston", "--country", "ZZZ")
    assert (code, answer["code"]) == (2, None)
    assert "country_iso3 is 'ZZZ'" in answer["message"]
