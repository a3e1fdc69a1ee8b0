"""A briefing whose every text comes from somebody who means harm. All of it is invented."""

from dataclasses import replace
from datetime import date

from dashboard.briefings.blocks import Card, Cards, Column, MapBlock, Note, Notes, Section, Sentences, TableBlock
from dashboard.briefings.content import Briefing, Look
from dashboard.table_views import Told
from tests.dashboard.invented import number

TEXTS = (
    '=HYPERLINK("http://evil.example","x")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\uff1d1+1",
    "{=1+1}",
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    "\"' onmouseover=alert(1) x='",
    "javascript:alert(1)",
    "&lt;b&gt; & ]]> <![CDATA[",
    "\x00\x07\x1b[31m\ufffe",
    "\u202eabc\u2028\u2029",
    "[Sheet]:*?/\\'",
    "W" * 400,
    "'=1+1",
)
"""Formulas, markup, what ends a script or a style, letters that XML cannot hold, words too long for any line."""


def made_hostile(briefing: Briefing) -> Briefing:
    """Return a briefing with those texts in every place that a text can stand in; its first map is kept."""
    hostile = " ".join(TEXTS)
    columns = (Column(hostile, "first", "=1"), Column(TEXTS[0], "second", TEXTS[6], is_numeric=True))
    rows = tuple((words, f"about {place}") for place, words in enumerate(TEXTS))
    values = tuple((words, place) for place, words in enumerate(TEXTS))
    told = tuple(Told(words, "in_shelter", number(5, source=words)) for words in TEXTS)
    table = TableBlock("hostile", hostile, columns, rows, values, told=told, notes=TEXTS)
    cards = Cards(tuple(Card(words, words[:30], words, told[0], 5.0) for words in TEXTS[:4]))
    notes = Notes(tuple(Note(words, (words, words), words) for words in TEXTS), hostile)
    found = next(block for block in briefing.blocks() if isinstance(block, MapBlock))
    names = {shade.code: hostile for shade in (found.content.areas.shades if found.content.areas else ())}
    drawn = replace(found, title=hostile, alt=hostile, notes=TEXTS, content=replace(found.content, names=names))
    blocks = (cards, Sentences(TEXTS, hostile), Sentences(TEXTS, hostile, is_warning=True), drawn, table, notes)
    return replace(
        briefing,
        title=hostile,
        subtitle=hostile,
        sections=(Section("summary", hostile, blocks),),
        look=Look(office=hostile, standing=TEXTS),
        day=date(2024, 7, 10),
    )
