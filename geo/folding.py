"""Names brought into one form for comparing: case, accents, Saint and the words for a kind of unit."""

import re
import unicodedata

_KINDS = (
    "parish|parroquia|paroisse|quarter|quartier|department|departement|departamento|depatman|region|district|distrikt"
    "|distrito|province|provincia|commune|communal section|regional corporation"
)
_LEADING = re.compile(rf"^(?:the )?(?:{_KINDS})(?: of the| of| de la| de l'| de| du| d'|) (?=[^\W\d]{{2}})")
_LEADING_ELIDED = re.compile(rf"^(?:{_KINDS}) (?:de l'|d')(?=\w)")
_TRAILING = re.compile(rf"(?<=\w) (?:{_KINDS})$")
_SAINT = re.compile(r"\bst\b\.?")
_SAINTE = re.compile(r"\bste\b\.?")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "&": " and "})  # noqa: RUF001 - typographic quotes are the point
_NOT_WORD = re.compile(r"[^\w]+|_")


def fold(name: str) -> str:
    """Return a name in the form in which names are compared; equal forms count as the same name.

    Lower case without accents; ``St`` becomes ``saint``; the words for a kind of unit (Parish of, Department,
    District) go unless a number is all that would be left; apostrophes vanish, other signs become one space.
    ``City of`` stays: the City of Hamilton is not Hamilton Parish.

    Args:
        name: a name as any source writes it.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_QUOTES)).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = " ".join(plain.split())
    plain = _SAINTE.sub("sainte ", _SAINT.sub("saint ", plain))
    plain = " ".join(plain.split())
    plain = _LEADING_ELIDED.sub("", plain) if _LEADING_ELIDED.match(plain) else _LEADING.sub("", plain)
    plain = _TRAILING.sub("", plain)
    plain = plain.replace("'", "").removesuffix(" (the)")
    words = _NOT_WORD.sub(" ", plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
