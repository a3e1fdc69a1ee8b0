"""Every word on the map comes through gettext."""

from dataclasses import fields

from dashboard.language import use_language
from dashboard.map_words import map_words
from dashboard.maps.base_map import MapWords
from dashboard.words import messages


def test_every_word_on_the_map_can_be_translated() -> None:
    use_language("en")
    words, known = map_words(), {message.id for message in messages()}
    said = {one.name: getattr(words, one.name) for one in fields(MapWords) if one.name not in ("language", "months")}
    assert [name for name, text in said.items() if text not in known] == []
    assert words == MapWords()
