"""Schools in use as shelters in words; no day of term is ever made up. All schools and figures are invented."""

from datetime import date

from dashboard.school_views import back_by_words, schools_view, schools_words
from data.queries.schools import schools_in_use
from tests.data.queries.test_nearest_shelters import people, room, site
from tests.data.queries.test_schools import used

DAY = date(2025, 6, 5)


def test_a_school_tells_its_people_and_its_term_where_a_list_knows_it() -> None:
    assert schools_view(used()).rows[:3] == (
        ("Late School", "Kingston", "Jamaica", "70", "2 Jun 2025", "not known", "15 Sep 2025"),
        ("Early School", "Kingston", "Jamaica", "30", "2 Jun 2025", "not known", "1 Aug 2025"),
        ("Silent School", "Kingston", "Jamaica", "20", "2 Jun 2025", "not known", "not known"),
    )


def test_what_nobody_told_of_schools_is_said() -> None:
    assert schools_words(used()) == (
        "4 schools are in use as shelters, with at least 120 people inside. In 1 of them nobody counted. "
        "When term begins is not told of 2 of these. "
        "On lists of shelters there is 1 school of which nobody says whether it is in use."
    )


def test_no_term_at_all_is_said_plainly() -> None:
    one = schools_in_use(room(site("Hall School", 1, is_school="true"), rows=[people(9, "Hall School")]).sites)
    assert schools_words(one) == (
        "1 school is in use as a shelter, with 9 people inside. When term begins is told of none of these."
    )


def test_people_to_be_moved_by_the_day_chosen_are_told_with_the_days_left() -> None:
    words = back_by_words(used(date(2025, 9, 1)), day=DAY, back_by=date(2025, 9, 1))
    assert words == (
        "To be moved by 1 September 2025: at least 50 people out of 3 schools. 88 days are left. "
        "The day was chosen here; it is from no source."
    )


def test_a_day_that_is_past_and_a_day_before_all_terms_are_said() -> None:
    assert "That day is past." in back_by_words(used(date(2025, 6, 1)), day=DAY, back_by=date(2025, 6, 1))
    late = schools_in_use(
        room(site("Hall School", 1, is_school="true", term_start="2025-09-15"), rows=[people(9, "Hall School")]).sites,
        needed_by=date(2025, 9, 1),
    )
    assert back_by_words(late, day=DAY, back_by=date(2025, 9, 1)) == (
        "No school in use is needed back by 1 September 2025."
    )
