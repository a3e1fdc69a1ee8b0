"""A briefing is made again with its numbers whatever was imported since, and tells what changed. All is invented."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from dashboard.briefings.blocks import Cards, Section, Sentences, TableBlock
from dashboard.briefings.content import Audience, Briefing, Paper
from dashboard.briefings.forms import FORMATS
from dashboard.briefings.requests import BriefingRequest, scope_of
from dashboard.briefings.workshop import Workshop, short_id
from data.errors import RequestRefused
from data.store.briefings import kept_briefings
from data.store.interface import Store
from tests.dashboard.briefings.conftest import NOW, Drop

KINGSTON = "An office,in_shelter,JAM,Kingston,2024-07-05"
CLARENDON = "An office,in_shelter,JAM,Clarendon,2024-07-05"
JAMAICA = BriefingRequest(scope_of(["jam"]), date(2024, 7, 10))


def figures(briefing: Briefing) -> list[tuple[str, float | None]]:
    cards = next(block for block in briefing.blocks() if isinstance(block, Cards))
    return [(card.label, card.value) for card in cards.cards if card.value is not None]


def values(briefing: Briefing) -> list[object]:
    return [(table.name, table.values) for table in briefing.tables()]


def only_table(section: Section | None) -> TableBlock:
    assert section is not None
    return next(block for block in section.blocks if isinstance(block, TableBlock))


def test_a_briefing_made_again_has_the_same_numbers_after_a_correction(store: Store, drop: Drop) -> None:
    drop(f"{KINGSTON},30", f"{CLARENDON},50", name="first.csv")
    made = Workshop(store).make(JAMAICA, by="Ana", now=NOW)
    drop(f"{KINGSTON},40", name="correction.csv", hours=2)
    again = Workshop(store).again(made.id)
    assert figures(made) == figures(again) == [("People in shelters", 80)]
    assert values(again) == values(made)
    assert (again.sections, again.known_at, again.made_at) == (made.sections, made.known_at, made.made_at)


def test_the_tables_of_a_briefing_made_again_are_the_same_bytes(store: Store, drop: Drop) -> None:
    def tables(briefing: Briefing) -> dict[str, bytes]:
        with ZipFile(BytesIO(FORMATS["zip"].make(briefing, Paper.A4))) as pack:
            return {name: pack.read(name) for name in pack.namelist() if name.endswith(".csv")}

    drop(f"{KINGSTON},30", f"{CLARENDON},50", name="first.csv")
    before = tables(Workshop(store).make(JAMAICA, by="Ana", now=NOW))
    drop(f"{KINGSTON},40", name="correction.csv", hours=2)
    after = tables(Workshop(store).again(kept_briefings(store)[0].briefing_id))
    assert b"correction.csv" in after.pop("changed_since.csv")
    assert after == before


def test_a_briefing_made_again_tells_which_number_changed_by_which_import(store: Store, drop: Drop) -> None:
    drop(f"{KINGSTON},30", f"{CLARENDON},50", name="first.csv")
    made = Workshop(store).make(JAMAICA, by="Ana", now=NOW)
    assert made.since is None
    drop(f"{KINGSTON},40", name="correction.csv", hours=2)
    assert [row[2:] for row in only_table(Workshop(store).again(made.id).since).rows] == [
        ("all", "80", "90", "correction.csv, 10 Jul 2024 14:00"),
        ("Kingston", "30", "40", "correction.csv, 10 Jul 2024 14:00"),
    ]


def test_the_next_briefing_tells_what_changed_since_the_one_before(store: Store, drop: Drop) -> None:
    drop(f"{KINGSTON},30", name="first.csv")
    first = Workshop(store).make(JAMAICA, by="Ana", now=NOW)
    drop(f"{KINGSTON},40", "An office,in_shelter,JAM,Kingston,2024-07-11,25", name="later.csv", hours=24)
    second = Workshop(store).make(JAMAICA.on(date(2024, 7, 12)), by="Ana", now=NOW + timedelta(days=2))
    changes = next(section for section in second.sections if section.key == "changes")
    said = next(block for block in changes.blocks if isinstance(block, Sentences))
    assert first.id in said.items[0]
    tables = {block.name: block for block in changes.blocks if isinstance(block, TableBlock)}
    assert [row[2:] for row in tables["told_otherwise"].rows][-1][:3] == ("Kingston", "30", "40")
    assert second.id != first.id


def test_the_same_request_of_an_unchanged_store_keeps_its_id(store: Store, drop: Drop) -> None:
    drop(f"{KINGSTON},30", name="first.csv")
    workshop = Workshop(store)
    first = workshop.make(JAMAICA, by="Ana", now=NOW)
    second = workshop.make(JAMAICA, by="Ben", now=NOW + timedelta(hours=5))
    assert (first.id, first.made_at, first.sections) == (second.id, second.made_at, second.sections)
    assert len(kept_briefings(store)) == 1


def test_a_preview_is_not_kept(store: Store, drop: Drop) -> None:
    drop(f"{KINGSTON},30", name="first.csv")
    draft = Workshop(store).draft(JAMAICA, now=NOW)
    assert kept_briefings(store) == ()
    assert draft.id == Workshop(store).make(JAMAICA, by="Ana", now=NOW).id


def test_an_empty_store_gives_a_briefing_that_says_so(store: Store) -> None:
    briefing = Workshop(store).make(BriefingRequest(scope_of(), date(2024, 7, 10)), by="Ana", now=NOW)
    assert figures(briefing) == []
    said = [words for block in briefing.blocks() if isinstance(block, Sentences) for words in block.items]
    assert "Nothing was counted here that a map could show." in said


def test_the_public_sees_no_number_of_a_few_people_and_none_it_could_be_taken_from(store: Store, drop: Drop) -> None:
    drop(f"{KINGSTON},3", f"{CLARENDON},50", "An office,idps,JAM,Kingston,2024-07-05,70", name="first.csv")
    public = BriefingRequest(scope_of(["JAM"]), date(2024, 7, 10), audience=Audience.PUBLIC)
    briefing = Workshop(store).make(public, by="Ana", now=NOW)
    assert figures(briefing) == [("Internally displaced people", 70)]
    numbers = [table for table in briefing.tables() if table.name != "sources"]
    everything = {value for table in numbers for row in table.values for value in row}
    assert not everything & {3, 50, 53}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"scope": scope_of(["FRA"])}, "country 'FRA' is none of our states"),
        ({"scope": scope_of(event="nothing-1999")}, "event 'nothing-1999' has no name here"),
        ({"sections": ("summary", "weather")}, "part 'weather' is not known"),
        ({"sections": ()}, "at least one part"),
        ({"language": "de"}, "language 'de' is not spoken here"),
        ({"day": date(1900, 1, 1)}, "before 1950-01-01"),
    ],
    ids=["country", "event", "part", "no part", "language", "day"],
)
def test_what_cannot_be_made_is_refused_by_name(asked: dict[str, object], words: str) -> None:
    with pytest.raises(RequestRefused, match=words):
        BriefingRequest(**({"scope": scope_of(), "day": date(2024, 7, 10)} | asked))  # type: ignore[arg-type]


def test_an_id_has_no_letter_that_is_read_as_a_digit() -> None:
    ids = {short_id(str(number)) for number in range(500)}
    assert len(ids) == 500
    assert not set("".join(ids)) & set("01IO")
