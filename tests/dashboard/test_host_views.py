"""Which states host people of one origin, group by group, as UNHCR and others counted them."""

from datetime import date

from dashboard.host_views import CARICOM, hosts_view, origins_of
from dashboard.periods import Ask
from tests.dashboard.conftest import Choose


def test_the_states_that_hosted_venezuelans_at_the_end_of_2024(ask: Ask, choose: Choose) -> None:
    view = hosts_view(choose(day=date(2024, 12, 31)), ask, origin="VEN")
    rows = {row[0]: row[1:4] for row in view.rows}
    assert rows["Trinidad & Tobago"] == ("3,035", "18,538", "7,922")
    assert rows["Guyana"] == ("0", "11", "23,400")
    assert rows["Suriname"][:2] == ("12", "482")
    assert view.caption.startswith("Venezuelans in Caricom states, as last counted up to 31 December 2024")


def test_people_in_their_own_country_are_hosted_by_nobody(ask: Ask, choose: Choose) -> None:
    assert "Haiti" not in {row[0] for row in hosts_view(choose(), ask, origin="HTI").rows}


def test_one_state_alone_and_a_day_before_all_counts(ask: Ask, choose: Choose) -> None:
    assert {row[0] for row in hosts_view(choose(place="GUY"), ask, origin="VEN").rows} == {"Guyana"}
    assert hosts_view(choose(day=date(1951, 1, 1)), ask, origin="VEN").rows == ()


def test_caricom_hosts_caricoms_own_people_and_nobody_at_home(ask: Ask, choose: Choose) -> None:
    view = hosts_view(choose(), ask, origin=CARICOM)
    rows = {row[0]: row for row in view.rows}
    migrants = view.header.index("Migrants")
    assert rows["Trinidad & Tobago"][migrants] == "30,799"
    assert "People of other Caricom states in Caricom states" in view.caption
    title = next(told.title for told in view.told if told.title.startswith("Trinidad & Tobago, Migrants"))
    assert title == "Trinidad & Tobago, Migrants: 30,799"


def test_a_quick_choice_stands_for_its_countries() -> None:
    assert (origins_of("all"), origins_of("VEN"), len(origins_of(CARICOM))) == ((), ("VEN",), 22)
