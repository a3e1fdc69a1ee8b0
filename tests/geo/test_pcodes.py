"""P-codes are read in the edition they were taken from; Jamaica's were renumbered in August 2024."""

from datetime import date

import pytest

from geo.pcodes import pcode_edition, resolve_pcode
from geo.place_names import MatchHow

BEFORE, SINCE = date(2024, 8, 1), date(2024, 8, 2)


@pytest.mark.parametrize(
    ("pcode", "on", "code"),
    [
        pytest.param("JM08", BEFORE, "JM-02", id="JM08 was Saint Andrew"),
        pytest.param("JM08", SINCE, "JM-14", id="JM08 is Saint Catherine"),
        pytest.param("JM08", None, None, id="JM08 without a day is asked"),
        pytest.param("JM17", None, "JM-01", id="JM17 only ever was Kingston"),
        pytest.param("JM03", None, "JM-01", id="JM03 only is Kingston since"),
        pytest.param("JM01", None, "JM-13", id="JM01 is Clarendon in both"),
        pytest.param("HT01", None, "HT-OU", id="Haiti has one edition"),
        pytest.param("ht01", None, "HT-OU", id="small letters"),
        pytest.param("GD01", None, "GD-10", id="Carriacou"),
        pytest.param("GD08", None, "GD-10", id="Petite Martinique"),
        pytest.param("XX99", None, None, id="unknown"),
    ],
)
def test_a_pcode_means_the_unit_of_its_edition(pcode: str, on: date | None, code: str | None) -> None:
    assert resolve_pcode(pcode, on=on).code == code


def test_an_ambiguous_pcode_suggests_both_meanings() -> None:
    match = resolve_pcode("JM08", on=None)
    assert match.how == MatchHow.NONE
    assert match.suggestions == (("JM-02", "Saint Andrew", 100.0), ("JM-14", "Saint Catherine", 100.0))


def test_a_commune_code_gives_its_first_level_unit() -> None:
    match = resolve_pcode("HT0111", on=None)
    assert (match.name, match.admin1_code) == ("Port-au-Prince", "HT-OU")


def test_a_jamaican_community_needs_a_day_of_the_new_list() -> None:
    assert resolve_pcode("JM0101", on=None).code is None
    assert resolve_pcode("JM0101", on=SINCE).admin1_code == "JM-13"


@pytest.mark.parametrize(
    ("pcodes", "edition"),
    [
        pytest.param(["JM08", "JM03"], date(2024, 8, 2), id="new"),
        pytest.param(["JM08", "JM17"], date(2017, 9, 8), id="old"),
        pytest.param(["JM08", "JM09"], None, id="either"),
        pytest.param(["JM03", "JM17"], None, id="mixed"),
        pytest.param(["HT01"], None, id="not Jamaica"),
    ],
)
def test_one_code_dates_a_whole_file(pcodes: list[str], edition: date | None) -> None:
    assert pcode_edition(pcodes) == edition
