"""Every word on the screen can be translated: it stands in the template, and none is written past it."""

import ast
import re
from collections.abc import Iterator
from gettext import translation
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from dashboard import words
from dashboard.language import LANGUAGES, gettext
from dashboard.words import FOLDER, LOCALE, TEMPLATE, VARIABLES, messages, said, template_text, updated, variables

DRAWING = sorted(
    [*(FOLDER / "app_pages").glob("*.py"), *(FOLDER / f"{name}.py" for name in ("app", "sidebar", "notices"))]
)
OWN_DRAWING = {"nothing", "caution", "draw_table"}
NO_WORDS = {
    "key", "icon", "type", "width", "height", "gap", "vertical_alignment", "horizontal_alignment", "mime", "format",
    "layout", "position", "url_path", "on_click", "on_change", "on_select", "file_name", "page_icon", "selection_mode",
    "label_visibility", "column_order", "name", "args", "kwargs", "display_format", "step", "accept_multiple_files",
}  # fmt: skip
"""Parameters of Streamlit that no person reads."""
NOT_SHOWN = {"session_state", "switch_page", "fragment", "rerun", "cache_resource", "query_params", "components"}
OUR_NAME = "Caricom Displacement Tracker"
DIRECTIVE = re.compile(r":material/\w+:|:\w+(?:-\w+)*\[")


def test_the_template_is_that_of_the_code() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == template_text(), "a word changed: run `make words`"


def test_what_is_translated_without_being_written_there_is_listed() -> None:
    found = {name for path in FOLDER.rglob("*.py") for name in variables(path.read_text(encoding="utf-8"))}
    assert found == set(VARIABLES)


def test_a_word_inside_an_f_string_is_found() -> None:
    code = """f"{name} {_('is refused')} {ngettext('{count} row', '{count} rows', n)} {_(words)}" """
    assert list(said(code)) == ["is refused", ("{count} row", "{count} rows")]


def test_words_of_the_page_the_schema_and_the_reasons_are_in_the_template() -> None:
    template = TEMPLATE.read_text(encoding="utf-8")
    for message in ("How this number was made", "too old to stand in a total", "people present in collective shelters"):
        assert f'msgid "{message}' in template
    assert 'msgid_plural "{count} days old"' in template


@pytest.mark.parametrize("path", DRAWING, ids=lambda path: path.stem)
def test_no_word_is_drawn_past_the_translators(path: Path) -> None:
    assert list(bare_words(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "code",
    [
        "st.header('Caricom')",
        "st.caption(f'{day} ago')",
        "st.button(icon=':material/map:', label='Back')",
        "st.sidebar.radio(_('Kind'), ['Stocks', 'Flows'])",
        "nothing('Nobody counted.')",
        "st.markdown(f'**Sum** {total}')",
        "st.info('a' if x else _('b'))",
    ],
)
def test_a_bare_word_is_caught(code: str) -> None:
    assert len(list(bare_words(code))) >= 1


@pytest.mark.parametrize(
    "code",
    [
        "st.header(_('Caricom'))",
        "st.markdown(f':small[{label}]\\n### {figure}\\n:small[:gray[{note}]]')",
        "st.button(label, key='crumb_1', icon=':material/map:', type='tertiary')",
        "st.caption(' | '.join(names))",
        "st.columns([7, 3], gap='medium')",
    ],
)
def test_signs_and_settings_are_no_words(code: str) -> None:
    assert list(bare_words(code)) == []


def bare_words(source: str) -> Iterator[str]:
    """Return the words that a module draws without handing them to the translators."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _draws(node.func):
            given = [*node.args, *(word.value for word in node.keywords if word.arg not in NO_WORDS)]
            for text in (text for part in given for text in _written(part)):
                if re.search(r"[^\W\d_]", DIRECTIVE.sub("", text)) and text != OUR_NAME:
                    yield f"line {node.lineno}: {text!r}"


def _draws(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in OWN_DRAWING
    names = []
    while isinstance(function, ast.Attribute):
        names.append(function.attr)
        function = function.value
    return isinstance(function, ast.Name) and function.id == "st" and not NOT_SHOWN & set(names)


def _written(part: ast.expr) -> Iterator[str]:
    """Return the texts in an expression that are shown as they stand: not those handed to another function."""
    if isinstance(part, ast.Constant) and isinstance(part.value, str):
        yield part.value
    elif isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div):
        return  # a path
    elif not isinstance(part, ast.Call | ast.Lambda | ast.Subscript | ast.Compare):
        for child in ast.iter_child_nodes(part):
            if isinstance(child, ast.expr):
                yield from _written(child)


def test_a_translation_survives_an_update_and_what_is_gone_is_left_out() -> None:
    old = 'msgid ""\nmsgstr ""\n\nmsgid "Where"\nmsgstr "Où"\n\nmsgid "Gone"\nmsgstr "Parti"\n'
    catalogue = updated(old, "fr")
    assert catalogue["Where"].string == "Où"
    assert not catalogue["Course"].string
    assert "Gone" not in catalogue
    assert not catalogue.obsolete


def test_a_language_is_begun_and_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    monkeypatch.setattr(words, "TEMPLATE", tmp_path / "tracker.pot")
    words.update(["fr"])
    path = tmp_path / "fr" / "LC_MESSAGES" / "tracker.po"
    path.write_text(path.read_text(encoding="utf-8") + '\nmsgid "Only here"\nmsgstr "Ici"\n', encoding="utf-8")
    path.write_text(
        path.read_text(encoding="utf-8").replace('"Where"\nmsgstr ""', '"Where"\nmsgstr "Où"'), encoding="utf-8"
    )
    words.update([])
    french = translation("tracker", localedir=str(tmp_path), languages=["fr"])
    assert (french.gettext("Where"), french.gettext("Course"), french.gettext("Only here")) == (
        "Où",
        "Course",
        "Only here",
    )


def test_every_catalogue_has_all_messages_and_is_compiled_as_it_stands() -> None:
    assert set(LANGUAGES) - {"en"} <= {path.name for path in LOCALE.iterdir() if path.is_dir()}
    expected = {_key(message) for message in messages()}
    for path in LOCALE.glob("*/LC_MESSAGES/tracker.po"):
        with path.open("rb") as source, path.with_suffix(".mo").open("rb") as compiled:
            catalogue, read = read_po(source, locale=path.parts[-3]), read_mo(compiled)
        assert {_key(message) for message in catalogue} == expected, "run `make words`"
        translated = {key: said for key, said in _said(catalogue).items() if all(said)}
        assert {key: said for key, said in _said(read).items() if key in translated} == translated


def _key(message: Message) -> tuple[str, ...]:
    """Return the English of a message, singular and plural where it has both."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _said(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the translations of a catalogue by their English."""
    said = ((_key(message), message.string) for message in catalogue if message.id)
    return {key: (text,) if isinstance(text, str) else tuple(text or ()) for key, text in said}


def test_a_word_without_a_translation_is_english() -> None:
    assert gettext("How this number was made") == "How this number was made"
