"""What a person chose goes into the address and comes back the same, and an address that is wrong says where."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.page_choices import CHOICES, PageChoice, checked_choice
from dashboard.place_labels import states, units
from dashboard.selection import EARLIEST, Selection, selection_of
from data.errors import RequestRefused
from data.events import BY_ID
from data.queries.question import By, Question
from data.schema import MEASURES, Sensitivity

TODAY = date(2025, 11, 20)
COUNTRIES = frozenset(states())
OFFERED = sorted(name for name, info in MEASURES.items() if info.sensitivity is not Sensitivity.PROTECTION)


def read(**address: str) -> Selection:
    return selection_of(address, today=TODAY, countries=COUNTRIES)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    unit = draw(st.sampled_from(sorted(units())))
    country = units()[unit].country_iso3
    is_today = draw(st.booleans())
    return Selection(
        day=TODAY if is_today else draw(st.dates(EARLIEST, TODAY)),
        measure=draw(st.sampled_from(OFFERED)),
        countries=tuple(draw(st.lists(st.sampled_from(sorted(COUNTRIES)), max_size=4, unique=True))),
        event=draw(st.none() | st.sampled_from(sorted(BY_ID))),
        place=draw(st.sampled_from([None, country, f"{country}/{unit}"])),
        language=draw(st.sampled_from(["en", "fr", "nl", "es", "ht"])),
        is_today=is_today,
    ).with_choice("direction", draw(st.sampled_from(["", "to", "from", "between"])))


@given(selections())
def test_a_link_restores_the_choice(selection: Selection) -> None:
    assert selection_of(selection.address(), today=TODAY, countries=COUNTRIES) == selection


@given(selections())
def test_an_address_holds_no_empty_part(selection: Selection) -> None:
    assert all(selection.address().values())


def test_the_first_view_has_an_empty_address() -> None:
    assert read() == Selection(day=TODAY)
    assert Selection(day=TODAY).address() == {}


def test_a_link_without_a_day_follows_the_calendar() -> None:
    tomorrow = TODAY + timedelta(days=1)
    moved = selection_of(Selection(day=TODAY).address(), today=tomorrow, countries=COUNTRIES)
    assert (moved.day, moved.is_today) == (tomorrow, True)


def test_a_chosen_day_that_is_today_stays_that_day() -> None:
    chosen = Selection(day=TODAY, is_today=False)
    assert chosen.address() == {"day": "2025-11-20"}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("country", "USA", "address, country: 'USA' is none of the 22 states."),
        ("country", "JAM,jam", "address, country: 'jam' is none of the 22 states."),
        ("measure", "victims", "address, measure: 'victims' is not a measure."),
        (
            "measure",
            "protection_cases",
            "address, measure: 'protection_cases' is about people who could be harmed; no map shows it.",
        ),
        ("day", "30/06/2025", "address, day: '30/06/2025' is not a day such as 2025-06-30."),
        ("day", "2025-02-30", "address, day: '2025-02-30' is not a day such as 2025-06-30."),
        ("day", "2025-11-21", "address, day: '2025-11-21' is not a day from 1950-01-01 to 2025-11-20."),
        ("day", "1949-12-31", "address, day: '1949-12-31' is not a day from 1950-01-01 to 2025-11-20."),
        ("event", "katrina-2005", "address, event: 'katrina-2005' is not an event that has a name here."),
        ("place", "DOM", "address, place: 'DOM' is none of the 22 states."),
        ("place", "JAM/XX-99", "address, place: 'XX-99' is not a unit of JAM."),
        ("place", "BHS/JM-01", "address, place: 'JM-01' is not a unit of BHS."),
        ("place", "JAM/", "address, place: '' is not a unit of JAM."),
    ],
)
def test_a_wrong_parameter_is_named(name: str, value: str, words: str) -> None:
    with pytest.raises(RequestRefused, match=f"^{re.escape(words)}$"):
        read(**{name: value})


def test_a_state_named_twice_is_one_state() -> None:
    assert read(country="BHS,JAM,BHS").countries == ("BHS", "JAM")


@pytest.mark.parametrize(
    ("address", "country", "unit", "scope"),
    [
        ({}, None, None, ()),
        ({"country": "JAM"}, "JAM", None, ("JAM",)),
        ({"country": "JAM,BHS"}, None, None, ("JAM", "BHS")),
        ({"country": "JAM,BHS", "place": "BHS"}, "BHS", None, ("BHS",)),
        ({"place": "BHS/BS-NP"}, "BHS", "BS-NP", ("BHS",)),
    ],
    ids=["region", "one chosen", "two chosen", "one of two clicked", "a unit clicked"],
)
def test_numbers_are_asked_for_what_is_looked_at(
    address: dict[str, str], country: str | None, unit: str | None, scope: tuple[str, ...]
) -> None:
    selection = read(**address)
    assert (selection.country, selection.unit, selection.scope) == (country, unit, scope)


def test_a_question_keeps_day_states_and_event() -> None:
    selection = read(day="2024-07-05", country="GRD,VCT", event="beryl-2024")
    assert selection.question("in_shelter", By.COUNTRY) == Question(
        "in_shelter", date(2024, 7, 5), by=(By.COUNTRY,), countries=("GRD", "VCT"), event="beryl-2024"
    )


def test_a_choice_of_a_page_is_left_out_where_it_is_as_at_first() -> None:
    chosen = Selection(day=TODAY).with_choice("direction", "from")
    assert chosen.address() == {"direction": "from"}
    assert chosen.with_choice("direction", "to").address() == {}
    assert read(direction="to") == Selection(day=TODAY)
    assert read().choice("direction") == "to"


def test_every_choice_of_a_page_has_a_name_of_its_own_in_the_address() -> None:
    shared = {"country", "day", "event", "measure", "place", "language"}
    assert not shared & set(CHOICES)
    assert all(choice.default in ("", *choice.codes) for choice in CHOICES.values())


@pytest.mark.parametrize(
    ("choice", "text", "told"),
    [
        (PageChoice("one", ("a", "b")), "c", "address, one: 'c' cannot be chosen. It is one of: a, b."),
        (PageChoice("one", ("a", "b"), is_many=True), "a,c", "address, one: 'c' cannot be chosen. It is one of: a, b."),
        (PageChoice("one"), "<b>", "address, one: '<b>' cannot be chosen."),
        (PageChoice("one", is_day=True), "2025-02-30", "address, one: '2025-02-30' is not a day such as 2025-06-30."),
    ],
    ids=["unknown", "one of many", "no code", "no day"],
)
def test_a_wrong_choice_of_a_page_is_named(
    monkeypatch: pytest.MonkeyPatch, choice: PageChoice, text: str, told: str
) -> None:
    monkeypatch.setitem(CHOICES, "one", choice)
    with pytest.raises(RequestRefused, match=f"^{re.escape(told)}$"):
        checked_choice("one", text)


def test_many_codes_keep_their_order_and_stand_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHOICES, "one", PageChoice("one", ("a", "b", "c"), is_many=True))
    assert checked_choice("one", "c,a,c") == "c,a"
