"""Occupations by their ISCO-08 group, however a survey writes them."""

import pytest

from data.occupations import occupation_code, occupation_title


@pytest.mark.parametrize(
    ("given", "code"),
    [("22 Health professionals", "22"), ("22", "22"), ("2212", "22"), ("health professionals", "22"), ("01", "0"),
     ("0 Armed forces occupations", "0"), ("Boat builder", "Boat builder"), ("99", "99"), ("  ", None), (None, None)],
)  # fmt: skip
def test_an_occupation_is_known_by_code_finer_code_or_title(given: str | None, code: str | None) -> None:
    assert occupation_code(given) == code


def test_a_code_has_its_title_and_other_words_stay() -> None:
    assert occupation_title("22") == "Health professionals"
    assert occupation_title("Boat builder") == "Boat builder"
