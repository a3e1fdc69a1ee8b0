"""The name that people know a unit by is never made up: it is one of its other names in the gazetteer."""

import pytest

from geo.gazetteer import read_aliases
from geo.known_names import known_name, units_with_known_names
from geo.place_names import match_unit


@pytest.mark.parametrize("language", ["en", "fr", "nl", "es", "ht"])
@pytest.mark.parametrize("code", units_with_known_names())
def test_a_known_name_is_an_alias_of_its_unit(code: str, language: str) -> None:
    aliases = read_aliases()
    assert known_name(code, language) in set(aliases.loc[aliases["code"] == code, "alias"])


def test_carriacou_is_told_in_the_readers_language() -> None:
    told = [known_name("GD-10", language) for language in ("en", "fr", "es")]
    assert told == [
        "Carriacou and Petite Martinique",
        "Carriacou et Petite Martinique",
        "Carriacou & Petite Martinique",
    ]
    assert match_unit("Carriacou", "GRD").code == "GD-10"


def test_a_unit_known_by_its_official_name_has_no_other() -> None:
    assert known_name("JM-01") is None
