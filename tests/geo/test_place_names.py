"""Names find the unit that is meant, and nothing else: what is not certain is asked."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import PlaceError
from geo.folding import fold
from geo.gazetteer import BUNDLED, read_countries, read_world
from geo.place_names import MatchHow, match_commune, match_country, match_place, match_unit, unit_names

ADMIN1 = pd.read_csv(BUNDLED / "codes" / "admin1.csv", dtype=str, keep_default_na=False)
ALIASES = [
    (row["iso3"], row["area_code"], alias)
    for row in ADMIN1.to_dict("records")
    for alias in row["aliases"].split(";")
    if alias
]


def test_every_unit_is_found_by_its_name_and_code_within_its_country() -> None:
    wrong = [
        (row["area_code"], name)
        for row in ADMIN1.to_dict("records")
        for name in (row["adm1_name"], row["adm1_name"].upper(), row["area_code"])
        if match_unit(name, row["iso3"]).code != row["area_code"]
    ]
    assert wrong == []


def test_every_alias_finds_its_unit_within_its_country() -> None:
    wrong = [alias for alias in ALIASES if match_unit(alias[2], alias[0]).code != alias[1]]
    assert wrong == []
    assert len(ALIASES) > 300


@pytest.mark.parametrize(
    ("name", "country", "code", "how"),
    [
        ("JM-01", "JAM", "JM-01", "code"),
        ("St. Andrew", "JAM", "JM-02", "exact"),
        ("ST.JAMES", "BRB", "BB-04", "exact"),
        ("Parish of Saint Ann", "JAM", "JM-06", "exact"),
        ("Département de l’Artibonite", "HTI", "HT-AR", "exact"),  # noqa: RUF001 - as French sources write it
        ("Grand'Anse", "HTI", "HT-GA", "alias"),
        ("West", "HTI", "HT-OU", "alias"),
        ("Nòdwès", "HTI", "HT-NO", "alias"),
        ("Region 1", "GUY", "GY-BA", "alias"),
        ("Region 10", "GUY", "GY-UD", "alias"),
        ("Region No. 9", "GUY", "GY-UT", "alias"),
        ("Region Nine", "GUY", "GY-UT", "alias"),
        ("Essequibo Islands/west Demerara (region N°3) [Admin 1]", "GUY", "GY-ES", "exact"),
        ("Tunapuna/Piarco", "TTO", "TT-TUP", "exact"),
        ("Carriacou & Petite Martinique", "GRD", "GD-10", "alias"),
        ("Hamilton Parish", "BMU", "BMU-X02", "exact"),
        ("City of Hamilton", "BMU", "BMU-X10", "exact"),
        ("Kingston and St. Andrew", "JAM", "JAM-G01", "group"),
        ("KSA", "JAM", "JAM-G01", "group"),
        ("Abaco", "BHS", "BHS-G01", "group"),
        ("The Abacos", "BHS", "BHS-G01", "group"),
        ("Grand Bahama", "BHS", "BHS-G02", "group"),
        ("Nevis", "KNA", "KNA-G01", "group"),
        ("Freeport", "BHS", "BS-FP", "alias"),
    ],
)
def test_a_name_as_sources_write_it_finds_its_unit(name: str, country: str, code: str, how: str) -> None:
    match = match_unit(name, country)
    assert (match.code, match.how, match.country_iso3) == (code, how, country)


@pytest.mark.parametrize(
    ("name", "country"),
    [("St. Andrew North East", "GRD"), ("Babonneau", "LCA"), ("Kingstown", "JAM"), ("Region 11", "GUY"), ("", "HTI")],
)
def test_a_name_that_is_no_unit_gets_no_code(name: str, country: str) -> None:
    assert match_unit(name, country).code is None


def test_likeness_suggests_and_never_decides() -> None:
    match = match_unit("Saint Elisabeth", "JAM")
    assert (match.code, match.how) == (None, MatchHow.SUGGESTED)
    assert match.suggestions[0][:2] == ("JM-11", "Saint Elizabeth")


def test_the_same_name_is_another_unit_in_another_state() -> None:
    codes = [match_unit("Saint George", country).code for country in ("ATG", "BRB", "DMA", "GRD", "VCT")]
    assert codes == ["AG-03", "BB-03", "DM-04", "GD-03", "VC-04"]


def test_a_state_outside_the_region_is_refused() -> None:
    with pytest.raises(PlaceError, match="country_iso3 is 'DOM', expected the ISO3 code of one of the 22 states"):
        match_unit("Santo Domingo", "DOM")


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Dominican Republic", "DOM"),
        ("Dominican Republic (the)", "DOM"),
        ("Dominica", "DMA"),
        ("Commonwealth of Dominica", "DMA"),
        ("Bahamas (the)", "BHS"),
        ("The Bahamas", "BHS"),
        ("Venezuela (Bolivarian Republic of)", "VEN"),
        ("Venezuela, Bolivarian Republic of", "VEN"),
        ("United States of America", "USA"),
        ("St. Vincent and the Grenadines", "VCT"),
        ("Saint Vincent & the Grenadines", "VCT"),
        ("St. Kitts & Nevis", "KNA"),
        ("Trinidad and Tobago", "TTO"),
        ("Curaçao", "CUW"),
        ("Haïti", "HTI"),
        ("Turks and Caicos Islands", "TCA"),
        ("British Virgin Islands", "VGB"),
        ("Virgin Islands (British)", "VGB"),
        ("United States Virgin Islands", "VIR"),
        ("Guyane française", "GUF"),
        ("Guiana", None),
        ("Dem. Rep. of the Congo", "COD"),
        ("JAM", "JAM"),
        ("JM", "JAM"),
        ("388", "JAM"),
        ("and Tobago", None),
        ("and", None),
        ("and the Grenadines", None),
        ("Republic", None),
        ("Virgin Islands", None),
        ("", None),
    ],
)
def test_a_country_is_found_whole_or_not_at_all(text: str, iso3: str | None) -> None:
    assert match_country(text).code == iso3


def test_every_country_of_the_world_is_found_by_names_and_codes() -> None:
    wrong = [
        row["iso3"]
        for row in read_world().to_dict("records")
        for text in (row["iso3"], row["iso2"], row["m49"], row["name"], row["name_iso"])
        if match_country(text).code != row["iso3"]
    ]
    assert wrong == []


def test_every_state_is_found_in_its_languages() -> None:
    wrong = [
        (row["iso3"], name)
        for row in read_countries().to_dict("records")
        for name in (row["name"], row["name_fr"], row["name_nl"], row["name_es"], row["name_iso"])
        if match_country(name).code != row["iso3"]
    ]
    assert wrong == []


def test_communes_are_found_by_name_and_code() -> None:
    assert match_commune("Cité Soleil", "HTI").code == match_commune("HT0117", "HTI").code
    found = match_commune("Port-au-Prince", "HTI", "HT-OU")
    assert (found.code, found.how, found.admin1_code) == ("HT0111", MatchHow.EXACT, "HT-OU")
    assert match_commune("Port-au-Prince", "HTI", "HT-ND").code is None


def test_a_commune_name_that_two_units_share_is_asked() -> None:
    found = match_commune("May Pen", "JAM")
    assert (found.code, found.how) == (None, MatchHow.NONE)
    assert [name for _, name, _ in found.suggestions] == ["May Pen"] * 5


def test_an_islet_is_a_place_inside_its_unit() -> None:
    found = match_place("Mayreau", "VCT")
    assert (found.code, found.how) == ("VC-06", MatchHow.INSIDE)


def test_a_folded_name_stands_for_one_unit_in_its_state() -> None:
    names = unit_names()
    assert not names.duplicated(["country_iso3", "folded"]).any()
    assert list(names.columns) == ["country_iso3", "folded", "code", "how"]
    rows = names.to_dict("records")
    assert all(match_unit(row["code"], row["country_iso3"]).code == row["code"] for row in rows)


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("St. John's", "saint johns"),
        ("Parish of St John", "saint john"),
        ("Stann Creek District", "stann creek"),
        ("  Côte - d'Or ", "cote dor"),
        ("Region 1", "region 1"),
        ("The Valley", "valley"),
        ("Departamento de Artibonito", "artibonito"),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded
