"""One file of HTML holds the whole briefing, and a browser is told to run nothing and to ask nobody."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from dashboard.briefings.blocks import Section, Sentences
from dashboard.briefings.content import Briefing, Logo, Look
from dashboard.briefings.web_page import web_page
from tests.dashboard.briefings.hostile import made_hostile


class Reading(HTMLParser):
    """What a page holds: its elements with their attributes, its text, and what was left open."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def attributes(self, name: str) -> list[str]:
        return [given[name] or "" for _, given in self.elements if name in given]


def test_the_page_holds_every_number_and_sentence(bahamas: Briefing) -> None:
    text = Reading(web_page(bahamas)).text
    cells = [cell for table in bahamas.tables() for row in table.rows for cell in row[:1] + row[2:3]]
    sentences = [item for block in bahamas.blocks() if isinstance(block, Sentences) for item in block.items]
    assert [words for words in (*cells, *sentences) if words not in text] == []
    assert bahamas.id in text
    assert bahamas.link in text


def test_nothing_outside_the_file_is_named_but_links_that_a_reader_may_follow(bahamas: Briefing) -> None:
    page = web_page(bahamas)
    read = Reading(page)
    assert not {"script", "iframe", "object", "embed", "form", "link", "base"} & {tag for tag, _ in read.elements}
    assert read.attributes("src") == []
    assert all(address.startswith(("#", "https://")) for address in read.attributes("href"))
    assert read.attributes("style") == [], "the rules forbid them"
    styles = re.findall(rb"url\(([^)]*)\)", page)
    assert all(address.startswith((b"data:", b"#")) for address in styles)


def test_every_name_in_the_page_is_there_once(bahamas: Briefing) -> None:
    names = Reading(web_page(bahamas)).attributes("id")
    assert len(set(names)) == len(names)


def test_the_same_briefing_gives_the_same_bytes(bahamas: Briefing) -> None:
    assert web_page(bahamas) == web_page(bahamas)


def test_what_changed_since_stands_first(bahamas: Briefing) -> None:
    since = Section("since", "Changed since", (Sentences(("A number is another now.",)),))
    names = Reading(web_page(replace(bahamas, since=since))).attributes("aria-labelledby")
    assert names[:2] == ["since-title", f"{bahamas.sections[0].key}-title"]


def test_an_office_has_its_logo_and_colour_in_the_file(bahamas: Briefing) -> None:
    logo = Logo(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg", "An invented office")
    page = web_page(replace(bahamas, look=Look(accent="#aa0044", office="Invented", logo=logo)))
    assert b"--accent:#aa0044" in page
    assert b'alt="An invented office"' in page
    assert b"data:image/svg+xml;base64," in page


def test_hostile_text_stays_text(bahamas: Briefing) -> None:
    read = Reading(web_page(made_hostile(bahamas)))
    assert not {"script", "img"} & {tag for tag, _ in read.elements}
    assert not [name for _, given in read.elements for name in given if name.startswith("on")]
    assert "<script>alert(1)</script>" in read.text
