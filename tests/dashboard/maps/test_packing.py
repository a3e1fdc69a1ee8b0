"""Packing loses nothing, whatever the texts are."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.maps.packing import Wordbook, joined


def unpack(packed: list[object], book: Wordbook) -> list[str]:
    numbers, places = packed
    assert isinstance(numbers, str)
    rows = numbers[1:].split(numbers[0])
    chosen = places if isinstance(places, list) else [places] * len(rows)
    return [book.words[place][0] + number + book.words[place][1] for number, place in zip(rows, chosen, strict=True)]


@given(st.lists(st.text(alphabet=st.sampled_from("ab 12,.|;\u202f") | st.characters(codec="utf-8")), min_size=1))
def test_texts_come_back_as_they_went(texts: list[str]) -> None:
    book = Wordbook()

    assert unpack(book.pack(texts), book) == texts


def test_words_around_a_number_are_kept_once_for_all_columns() -> None:
    book = Wordbook()

    assert book.pack(["about 1,234 people", "about 5 people"]) == ["|1,234|5", 0]
    assert book.pack(["about 7 people", "not counted"]) == ["|7|", [0, 1]]
    assert book.words == [["about ", " people"], ["not counted", ""]]


def test_a_sign_within_the_texts_never_separates_them() -> None:
    assert joined(["a|b", "c;d"]) == "~a|b~c;d"
