"""The name by which people know a unit whose official name does not tell them, to stand beside that name.

Each is one of the unit's other names in the gazetteer. A unit is here only where nobody who looks for it would find it:
Grenada's code list has Carriacou and Petite Martinique as "Southern Grenadine Islands".
"""

from collections.abc import Mapping

_EVERY_LANGUAGE = ""
_KNOWN_AS: Mapping[str, Mapping[str, str]] = {
    "GD-10": {
        _EVERY_LANGUAGE: "Carriacou & Petite Martinique",
        "en": "Carriacou and Petite Martinique",
        "fr": "Carriacou et Petite Martinique",
        "nl": "Carriacou en Petite Martinique",
    },
}


def known_name(code: str, language: str = "en") -> str | None:
    """Return what people call a unit; ``None`` where its official name is the one that they know.

    Args:
        code: code of the unit.
        language: code of the language; one without a name of its own gets the one that every language can read.
    """
    names = _KNOWN_AS.get(code, {})
    return names.get(language) or names.get(_EVERY_LANGUAGE)


def units_with_known_names() -> tuple[str, ...]:
    """Return the codes of the units that have such a name."""
    return tuple(_KNOWN_AS)
