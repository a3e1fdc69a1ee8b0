"""Text from data, made safe for the two places where the map puts it: HTML and script."""

import html
import json
import re

_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_UNSAFE_IN_SCRIPT = re.compile("[<>&`${}\u2028\u2029]")
# folium puts HTML into a JavaScript template literal, where a backtick ends the text and ${...} runs; html.escape
# leaves these five alone.
_TEMPLATE_LITERAL = str.maketrans({"\\": "&#92;", "`": "&#96;", "$": "&#36;", "{": "&#123;", "}": "&#125;"})


def escape_text(text: object) -> str:
    """Return the text as HTML that says just what the text says, also inside a JavaScript template literal."""
    return html.escape(str(text), quote=True).translate(_TEMPLATE_LITERAL)


def script_safe(value: object) -> str:
    r"""Return the value as JSON that can stand inside a script.

    Within texts every sign that could end the script, open a tag or start a template is written as ``\uXXXX``, so the
    value read back is the same. The structure's own braces stay.

    Raises:
        ValueError: a number is infinite or not a number; JSON has no word for these.
    """
    document = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _JSON_STRING.sub(lambda text: _UNSAFE_IN_SCRIPT.sub(_as_unicode_escape, text.group()), document)


def _as_unicode_escape(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign.group()):04x}"
