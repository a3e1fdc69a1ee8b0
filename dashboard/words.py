"""The words of the screen for translators: ``python -m dashboard.words [LANGUAGE ...]`` writes their files anew.

``locale/tracker.pot`` holds every message; a language that is named for the first time gets a catalogue from it. Those
that exist are brought up to date, keeping what was translated, and compiled for gettext.
"""

import ast
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dashboard.event_views import EVENT_VIEWS
from data.events import EVENTS
from data.occupations import ISCO_CODES, occupation_title
from data.queries.reasons import WORDS
from data.queries.sources_compared import STANDING_WORDS
from data.rules import all_words
from data.schema import COLUMNS, MEASURES
from data.sectors import SERVICES, TOLD
from data.sources import SOURCES
from data.templates import TEMPLATES

FOLDER = Path(__file__).parent
LOCALE = FOLDER / "locale"
TEMPLATE = LOCALE / "tracker.pot"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_HEADER = "# The words of the Caricom Displacement Tracker. Apache-2.0, as the code.\n#"

_UNSAID = tuple(
    f'"{name}:'
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Report-Msgid-Bugs-To",
        "Last-Translator",
        "Language-Team",
    )
)
"""Lines of a header that would differ on every day and machine, or that nobody fills in."""

_NO_DAY = datetime(2020, 1, 1, tzinfo=UTC)

VARIABLES: dict[str, tuple[str, Iterable[str]]] = {
    "self.title": ("dashboard/event_views.py", [view.title for view in EVENT_VIEWS if view.title]),
    "event.name": ("data/events.py", [event.name for event in EVENTS]),
    "STANDING_WORDS[view.standing]": ("data/queries/sources_compared.py", STANDING_WORDS.values()),
    "WORDS[reason]": ("data/queries/reasons.py", WORDS.values()),
    "info.definition": ("data/schema.py", [measure.definition for measure in MEASURES.values()]),
    "MEASURES[name].definition": ("data/schema.py", [measure.definition for measure in MEASURES.values()]),
    "MEASURES[name].definition_source": ("data/schema.py", [one.definition_source for one in MEASURES.values()]),
    "occupation_title(code)": ("data/occupations.py", [occupation_title(code) for code in ISCO_CODES]),
    "service.reason": ("data/sectors.py", [TOLD, *(service.reason for service in SERVICES)]),
    "known.licence": ("data/sources.py", [source.licence for source in SOURCES.values()]),
    "column.meaning": ("data/schema.py", [column.meaning for column in COLUMNS.values()]),
    "template": ("data/rules.py", all_words()),
    "template.purpose": ("data/templates.py", [template.purpose for template in TEMPLATES.values()]),
    "TEMPLATES[one].title": ("data/templates.py", [template.title for template in TEMPLATES.values()]),
}
"""What stands in ``_(...)`` without being a text: the expression as it is written, whose words it is, and those words.

The data room says its words in English and knows nothing of languages; the screen translates them when it shows them.
"""


def messages() -> Catalog:
    """Return all messages of the screen, in order, each with the files that say it."""
    catalogue = Catalog(project="Caricom Displacement Tracker", version="1", header_comment=_HEADER, fuzzy=False)
    for place, words in VARIABLES.values():
        for text in words:
            catalogue.add(text, locations=[(place, 0)])
    found = extract_from_dir(FOLDER, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",))
    for file, _line, message, comments, _context in found:
        catalogue.add(message, locations=[(f"dashboard/{Path(file).as_posix()}", 0)], auto_comments=comments)
    for path in sorted(FOLDER.rglob("*.py")):
        for message in said(path.read_text(encoding="utf-8")):
            catalogue.add(message, locations=[(f"dashboard/{path.relative_to(FOLDER).as_posix()}", 0)])
    return catalogue


def template_text() -> str:
    """Return the template, the same for the same messages: no line numbers and no time."""
    return _text(messages())


def said(source: str) -> Iterator[str | tuple[str, str]]:
    """Return the messages that a module writes, those inside an f-string too, where Babel does not look."""
    for name, given in _calls(source):
        written = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name == "ngettext" and len(written) > 1:
            yield written[0], written[1]
        elif name != "ngettext" and written:
            yield written[0]


def variables(source: str) -> Iterator[str]:
    """Return what a module hands to ``_`` without writing it there, each as it stands."""
    return (
        ast.unparse(given[0])
        for name, given in _calls(source)
        if name == "_" and not isinstance(given[0], ast.Constant)
    )


def _calls(source: str) -> Iterator[tuple[str, list[ast.expr]]]:
    """Return each call of a function that translates: its name and what is handed to it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS and node.args:
            yield node.func.id, node.args


def update(languages: Iterable[str]) -> None:
    """Write the template, bring every catalogue up to date with it, and compile them.

    Args:
        languages: codes of languages to begin; those that have a catalogue are known.
    """
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template_text(), encoding="utf-8", newline="\n")
    begun = {path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/tracker.po")}
    for language in sorted(begun | set(languages)):
        path = LOCALE / language / "LC_MESSAGES" / "tracker.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        catalogue = updated(old, language)
        path.write_text(_text(catalogue), encoding="utf-8", newline="\n")
        with path.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)


def updated(old: str, language: str) -> Catalog:
    """Return a catalogue with all messages of today; what was translated stays, what is gone is left out."""
    catalogue = read_po(io.StringIO(old), locale=language)
    catalogue.update(messages(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    # The compiled file is the same for the same words, whenever it is made.
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    return catalogue


def _text(catalogue: Catalog) -> str:
    written = io.BytesIO()
    write_po(written, catalogue, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = written.getvalue().decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(_UNSAID)) + "\n"


if __name__ == "__main__":
    update(sys.argv[1:])
