"""For a place that no list knows the suggestions stand first, then every unit of its state. Invented rows."""

from dashboard.place_choices import decision_on, waiting_places
from dashboard.place_labels import units_of
from data.store.interface import PlaceDecision

SUGGESTED = '[{"code": "HT0113", "name": "Carrefour", "score": 94.1}, {"code": "HT-OU", "name": "Ouest"}]'
ROWS: list[dict[str, object]] = [
    {"source": "nemo", "country_iso3": "HTI", "provider_place_name": "Carefour", "rows": 3, "suggestions": SUGGESTED},
    {"source": "nemo", "country_iso3": "JAM", "provider_place_name": "Bay", "rows": 1, "suggestions": "[]"},
]


def test_suggestions_stand_first_with_their_likeness() -> None:
    place = waiting_places(ROWS)[0]
    assert list(place.choices.items())[:2] == [("HT0113", "Carrefour (likeness 94 of 100)"), ("HT-OU", "Ouest")]
    assert (place.suggested, place.records) == (2, 3)


def test_every_unit_of_the_state_can_be_chosen_and_none_of_another() -> None:
    place = waiting_places(ROWS)[1]
    assert {unit.code for unit in units_of("JAM")} <= set(place.choices)
    assert not any(code.startswith("HT") for code in place.choices)
    assert place.suggested == 0


def test_only_the_states_looked_at_are_listed() -> None:
    assert [place.name for place in waiting_places(ROWS, countries=("JAM",))] == ["Bay"]
    assert waiting_places(ROWS, countries=("GUY",)) == []


def test_a_commune_is_decided_as_a_commune_and_a_unit_as_a_unit() -> None:
    place = waiting_places(ROWS)[0]
    assert decision_on(place, "HT0113") == PlaceDecision("nemo", "HTI", "Carefour", None, "HT0113")
    assert decision_on(place, "HT-OU") == PlaceDecision("nemo", "HTI", "Carefour", "HT-OU", None)
