"""The map steps over days on which something was counted, and every step has one scale. Figures are invented."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.day_map import Tables, day_map, second_day
from dashboard.day_steps import DaySteps, day_steps, picture_on
from dashboard.maps.map_payload import payload
from dashboard.periods import Ask
from dashboard.picture import picture
from dashboard.place_labels import states
from dashboard.selection import Selection
from data.asking import Desk
from data.queries.answer import Answer, Number, Row
from data.queries.question import By, Question
from tests.dashboard.conftest import TODAY, Choose
from tests.dashboard.invented import DAY, NOBODY, answering, number

JULY, AUGUST = date(2024, 7, 2), date(2024, 8, 5)


def on(day: date, rows: Mapping[str, Number]) -> Answer:
    question = Question("idps", day, by=(By.COUNTRY,))
    return Answer(question, tuple(Row({"country_iso3": code}, one) for code, one in rows.items()), NOBODY)


COURSE = (
    on(JULY, {"JAM": number(900, JULY)}),
    on(AUGUST, {"JAM": number(30, AUGUST), "BRB": number(0, AUGUST)}),
)


def steps_of(selection: Selection, rows: Mapping[str, Number], course: tuple[Answer, ...] = COURSE) -> DaySteps:
    ask = answering(rows)
    return day_steps(selection, picture(selection, ask), ask=ask, course=lambda _question: course, today=TODAY)


def test_steps_are_the_days_counted_the_day_chosen_and_today() -> None:
    steps = steps_of(Selection(DAY, is_today=False), {"JAM": number(900, JULY)})
    assert (steps.days, steps.day) == ((JULY, DAY, AUGUST, TODAY), DAY)


def test_the_map_opens_at_the_last_step() -> None:
    steps = steps_of(Selection(TODAY), {})
    assert (steps.days, steps.at) == ((JULY, AUGUST, TODAY), 2)


def test_without_a_count_there_is_one_step_and_no_bar() -> None:
    steps = steps_of(Selection(TODAY), {}, ())
    assert steps.days == (TODAY,)


def test_of_an_event_today_is_no_step_for_old_figures_still_answer() -> None:
    steps = steps_of(Selection(AUGUST, event="beryl-2024", is_today=False), {"JAM": number(30, AUGUST)})
    assert steps.days == (JULY, AUGUST)


def test_one_scale_holds_on_all_days() -> None:
    scale = steps_of(Selection(TODAY), {}).scale
    people = states()["JAM"].population
    assert people is not None
    assert scale.largest == 900
    assert set(scale.rates) == {900 / people * 1000, 30 / people * 1000, 0}
    assert (scale.has_zero, scale.has_not_counted) == (True, True)


def test_movements_step_by_calendar_year() -> None:
    def ask(question: Question) -> Answer:
        rows = {2023: number(5), 2024: number(7)}
        if By.YEAR in question.by:
            place = {"country_iso3": "JAM"} if By.COUNTRY in question.by else {}
            return Answer(question, tuple(Row({**place, "year": year}, one) for year, one in rows.items()), NOBODY)
        return Answer(question, (Row({"country_iso3": "JAM"}, rows[question.as_of.year]),), NOBODY)

    selection = Selection(DAY, measure="new_displacements", is_today=False)
    steps = day_steps(selection, picture(selection, ask), ask=ask, course=lambda _question: (), today=TODAY)

    assert steps.is_yearly
    assert steps.days == (date(2023, 12, 31), DAY)  # the year of the day chosen ends, for now, on that day
    assert picture_on(steps.days[0], selection, steps, ask).counted[0].value == 5
    assert steps.scale.largest == 7


TABLES = ("sites", "storm_positions")


def drawn(selection: Selection, desk: Desk, ask: Ask, *, with_frames: bool = False) -> dict[str, Any]:
    def course(question: Question) -> tuple[Answer, ...]:
        return desk.course(question, most=100)

    shown = picture(selection, ask)
    steps = day_steps(selection, shown, ask=ask, course=course, today=TODAY)
    sites, positions = (desk.reference(name) for name in TABLES)
    content = day_map(selection, shown, steps, ask=ask, tables=Tables(sites, positions, "1"), with_frames=with_frames)
    return payload(content)


@pytest.mark.parametrize(
    "chosen", [{"measure": "in_shelter"}, {"measure": "new_displacements"}, {"place": "HTI"}], ids=str
)
def test_each_frame_is_what_the_page_shows_on_that_day(
    choose: Choose, desk: Desk, ask: Ask, chosen: dict[str, object]
) -> None:
    selection = choose(**chosen)
    frames = drawn(selection, desk, ask, with_frames=True)["frames"]
    shown = picture(selection, ask)
    steps = day_steps(selection, shown, ask=ask, course=lambda q: desk.course(q, most=100), today=TODAY)
    for day, frame in zip(steps.days, frames["list"], strict=True):
        page = drawn(replace(selection, day=day), desk, ask)
        assert (frame["title"], frame["summary"]) == (page["legend"]["title"], page["summary"])
        assert frame.get("areas", {}).get("marks") == page.get("areas", {}).get("marks")
        assert frame.get("circles", {}).get("radii") == page.get("circles", {}).get("radii")


def test_frames_travel_only_when_they_are_asked_for(choose: Choose, desk: Desk, ask: Ask) -> None:
    quiet = drawn(choose(measure="in_shelter"), desk, ask)
    assert "frames" not in quiet
    assert len(quiet["days"]["steps"].split(" ")) > 20


def test_frames_are_kept_under_what_they_show(choose: Choose, desk: Desk, ask: Ask) -> None:
    def key(**chosen: object) -> object:
        return drawn(choose(**chosen), desk, ask)["days"]["key"]

    assert key(measure="in_shelter") == key(measure="in_shelter")
    others = [key(), key(measure="in_shelter"), key(place="HTI"), key(choices=(("classes", "fixed"),))]
    assert len(set(others)) == len(others)


def test_only_another_day_that_was_counted_stands_beside_the_first() -> None:
    selection = Selection(TODAY)
    steps = steps_of(selection, {})
    asked = ("2024-07-02", "2024-07-03", TODAY.isoformat(), "")
    assert [second_day(selection.with_choice("against", day), steps) for day in asked] == [JULY, None, None, None]
