"""What a picture of the map says: title, who counted on which days, and what is not in it."""

from datetime import date

from dashboard.map_caption import map_caption
from dashboard.maps.map_payload import MapCaption
from dashboard.picture import picture
from dashboard.selection import Selection
from data.queries.amounts import Amount
from data.queries.answer import Answer, Making, Number, Reason, Row
from data.queries.question import Question
from tests.dashboard.invented import DAY, answering, left_out, number, part

REGION = Selection(DAY, is_today=False)


def caption_of(selection: Selection, rows: dict[str, Number], total: Number) -> MapCaption:
    return map_caption(selection, picture(selection, answering(rows, total)), where="Caricom")


def test_title_sources_with_days_and_what_is_missing_stand_under_a_picture() -> None:
    rows = {"JAM": number(5), "BRB": number(0, date(2024, 7, 2)), "GUY": number(3, source="Other Bureau")}
    old = [left_out(Reason.PAST_ITS_LIFE), left_out(Reason.PAST_ITS_LIFE), left_out(Reason.OTHER_SOURCE)]

    caption = caption_of(REGION, rows, Number(Amount(8), Making((part(),), tuple(old))))

    assert caption.title == "Internally displaced people, Caricom, 10 July 2024"
    assert caption.lines == (
        "Counted by: Invented Bureau (2 Jul 2024 to 10 Jul 2024); Other Bureau (10 Jul 2024)",
        "19 places not counted",
        "Figures left out: too old to stand in a total (2); another source for the same people; "
        "sources are not added (1)",
    )
    assert caption.file == "idps-2024-07-10"


def test_a_map_without_figures_names_no_source() -> None:
    caption = caption_of(REGION, {}, Number(None, Making(())))
    assert caption.lines == ("22 places not counted",)


def test_people_without_a_known_place_are_told() -> None:
    def ask(question: Question) -> Answer:
        rows = (Row({"admin1_code": "JM-01"}, number(5)),)
        return Answer(question, rows, number(7), unplaced=Amount(2))

    selection = Selection(DAY, place="JAM", is_today=False)
    caption = map_caption(selection, picture(selection, ask), where="Jamaica")

    assert caption.lines[1].endswith("places not counted · 2 of the total have no known place on this map")
    assert caption.file == "idps-JAM-2024-07-10"


def test_many_sources_are_counted_not_listed() -> None:
    rows = {code: number(1, source=f"Bureau {code}") for code in ("JAM", "BRB", "GUY", "HTI", "BLZ", "SUR")}
    caption = caption_of(REGION, rows, number(6))
    assert caption.lines[0].endswith("Bureau GUY (10 Jul 2024); Bureau HTI (10 Jul 2024); and 2 more")
