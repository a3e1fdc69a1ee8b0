"""Groups of occupations of ISCO-08 (ILO), as templates offer them and as a record's ``occupation`` names them."""

import re

ISCO_08: tuple[str, ...] = (
    "0 Armed forces occupations",
    "11 Chief executives, senior officials and legislators",
    "12 Administrative and commercial managers",
    "13 Production and specialised services managers",
    "14 Hospitality, retail and other services managers",
    "21 Science and engineering professionals",
    "22 Health professionals",
    "23 Teaching professionals",
    "24 Business and administration professionals",
    "25 Information and communications technology professionals",
    "26 Legal, social and cultural professionals",
    "31 Science and engineering associate professionals",
    "32 Health associate professionals",
    "33 Business and administration associate professionals",
    "34 Legal, social, cultural and related associate professionals",
    "35 Information and communications technicians",
    "41 General and keyboard clerks",
    "42 Customer services clerks",
    "43 Numerical and material recording clerks",
    "44 Other clerical support workers",
    "51 Personal service workers",
    "52 Sales workers",
    "53 Personal care workers",
    "54 Protective services workers",
    "61 Market-oriented skilled agricultural workers",
    "62 Market-oriented skilled forestry, fishery and hunting workers",
    "63 Subsistence farmers, fishers, hunters and gatherers",
    "71 Building and related trades workers, excluding electricians",
    "72 Metal, machinery and related trades workers",
    "73 Handicraft and printing workers",
    "74 Electrical and electronic trades workers",
    "75 Food processing, wood working, garment and other craft and related trades workers",
    "81 Stationary plant and machine operators",
    "82 Assemblers",
    "83 Drivers and mobile plant operators",
    "91 Cleaners and helpers",
    "92 Agricultural, forestry and fishery labourers",
    "93 Labourers in mining, construction, manufacturing and transport",
    "94 Food preparation assistants",
    "95 Street and related sales and service workers",
    "96 Refuse workers and other elementary workers",
)
"""Sub-major groups by their code; the armed forces as one."""

_TITLES = dict(text.split(" ", 1) for text in ISCO_08)
_CODES = {title.casefold(): code for code, title in _TITLES.items()}
ISCO_CODES = tuple(_TITLES)


def occupation_code(text: str | None) -> str | None:
    """Return the ISCO-08 group that a text names, by its code or title; a finer code belongs to its group.

    A text that names none stays as it is, so that what a survey said is not lost.
    """
    bare = (text or "").strip()
    if not bare:
        return None
    digits = re.match(r"\d+", bare)
    if digits is None:
        return _CODES.get(bare.casefold(), bare)
    code = digits.group()
    found = "0" if code.startswith("0") else code[:2]
    return found if found in _TITLES else bare


def occupation_title(code: str) -> str:
    """Return the title of a group; a text that is no code stays as it is."""
    return _TITLES.get(code, code)
