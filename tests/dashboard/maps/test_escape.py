"""Hostile text stays text. The seven payloads are those that ran in a map without this escaper."""

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.maps.escape import escape_text, script_safe

HOSTILE = {
    "image": '<img src=x onerror="alert(1)">',
    "script": "<script>alert(1)</script>",
    "template": "${fetch(String.fromCharCode(47))}",
    "backtick": "`+alert(1)+`",
    "markdown image": "![x](https://example.org/beacon.png)",
    "markdown link": "[x](javascript:alert(1))",
    "end of script": "</script><script>alert(1)</script>",
}
hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())


@hostile
def test_hostile_text_becomes_text_in_html(text: str) -> None:
    escaped = escape_text(text)

    assert not set(escaped) & set("<>`${}\\\"'")
    assert html.unescape(escaped) == text


@hostile
def test_hostile_text_cannot_leave_a_script(text: str) -> None:
    document = script_safe({text: [text]})

    assert not any(sign in document for sign in ("<", ">", "`", "$", "\u2028"))
    assert "{{" not in document
    assert json.loads(document) == {text: [text]}


@given(st.text())
def test_a_value_reads_back_the_same(text: str) -> None:
    assert json.loads(script_safe([text, {"a": text}])) == [text, {"a": text}]
    assert html.unescape(escape_text(text)) == html.unescape(html.escape(text))


def test_signs_that_end_a_line_of_script_are_written_out() -> None:
    assert script_safe("a\u2028b\u2029{c}") == '"a\\u2028b\\u2029\\u007bc\\u007d"'


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        script_safe([float("nan")])
