"""A reader finds the way back to a briefing: by its code where others can reach the dashboard, else by a command."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from dashboard.briefings.content import Briefing, Paper
from dashboard.briefings.forms import FORMATS
from dashboard.briefings.workshop import ADDRESS, Workshop
from data.store.interface import Store
from tests.dashboard.briefings import reading_deck
from tests.dashboard.briefings.conftest import NOW
from tests.dashboard.briefings.reading_pdf import tags_of, text_of
from tests.dashboard.briefings.test_workshop import JAMAICA

CODE = "Scan to open this briefing again"


def words_of(briefing: Briefing) -> dict[str, str]:
    """Return the text of each form, with what is read out for its pictures."""
    files = {form: FORMATS[form].make(briefing, Paper.A4) for form in ("pdf", "pptx", "html", "svg", "zip")}
    with zipfile.ZipFile(io.BytesIO(files["zip"])) as pack:
        readme = pack.read("README.txt").decode("utf-8")
    return {
        "pdf": text_of(files["pdf"]) + str(tags_of(files["pdf"])),
        "pptx": "\n".join(reading_deck.texts(reading_deck.opened(files["pptx"]))),
        "html": files["html"].decode("utf-8"),
        "svg": " ".join(re.findall(r"<text[^>]*>([^<]*)", files["svg"].decode("utf-8"))),
        "zip": readme,
    }


def test_without_an_address_no_form_leads_to_this_machine_and_each_tells_the_command(bahamas: Briefing) -> None:
    for form, words in words_of(replace(bahamas, link="")).items():
        assert "localhost" not in words, form
        assert CODE not in words, form
        assert f"python -m dashboard briefing --id {bahamas.id}" in words, form


def test_with_an_address_each_form_has_its_link(bahamas: Briefing) -> None:
    words = words_of(bahamas)
    assert all(bahamas.link in said for said in words.values())
    assert [form for form, said in words.items() if CODE in said] == ["pptx", "html"], "on paper it is no content"


@pytest.mark.parametrize(("address", "link"), [("", ""), ("https://tracker.example/", "https://tracker.example/brief")])
def test_the_address_is_that_of_the_office_or_none(
    store: Store, monkeypatch: pytest.MonkeyPatch, address: str, link: str
) -> None:
    monkeypatch.setenv(ADDRESS, address)
    made = Workshop(store).draft(JAMAICA, now=NOW).link
    assert made.startswith(link)
    assert bool(made) == bool(link)
