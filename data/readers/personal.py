"""What could name a person: columns of a name, address or contact, and cells that hold an e-mail or telephone number.

Used where a table is about people who could be harmed. A refusal names the column and the row, never the value.
"""

import re
from collections.abc import Iterable

import polars as pl

from data.errors import PersonalData
from data.readers.shaping import fold_header

_OF_A_PERSON = re.compile(
    r"\b(?:e ?mails?|phones?|telephones?|tel|mobile|cell(?:ular)?|whatsapp|fax|address(?:es)?|street|postcode|"
    r"postal code|zip|contacts?|surname|first ?names?|last ?names?|full ?names?|given ?names?|family ?names?|maiden|"
    r"fore ?names?|nicknames?|respondents?|initials|passports?|national id|id (?:number|no|card)|nis|tin|dob|"
    r"date of birth|birth ?da(?:te|y)|born|facebook|linkedin|instagram|twitter|social media|signature|photo)\b"
)
_NAME_OF = re.compile(
    r"\b(?:source|shelter|site|event|place|country|parish|organi[sz]ation|sector|unit|operation|training|community)\b"
)
_E_MAIL = r"[^\s@]+@[^\s@]+\.[^\s@]+"
_TELEPHONE = r"(?:\+|\b00)?\d[\d ()./-]{5,}\d"
_NO_TELEPHONE = (
    r"\d{4}-\d{2}-\d{2}(?:[ T][\d:.]+Z?)?|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|"
    r"\b(?:19|20)\d{2}\s*[-/]\s*(?:(?:19|20)\d{2}|\d{2})\b"
)
"""Days and pairs of years, which have as many digits."""


def personal_columns(columns: Iterable[str]) -> list[str]:
    """Return the columns whose header says that they hold a name, address, contact or document of a person."""
    return [column for column in columns if _is_personal(fold_header(column))]


def refuse_personal(table: pl.DataFrame, *, name: str, texts: Iterable[str]) -> None:
    """Refuse a table that could name a person.

    Args:
        table: the whole table as text, with ``source_row``.
        name: of the file, for the message.
        texts: columns whose cells are looked into.

    Raises:
        PersonalData: a column or a cell could name a person; nothing of the file is kept, not even in quarantine.
    """
    columns = personal_columns(column for column in table.columns if column != "source_row")
    if columns:
        raise PersonalData(
            f"{name} has the column {columns[0]!r}, which could name a person. Nothing was imported: "
            "take the column out and give numbers of people only."
        )
    for column in texts:
        text = pl.col(column).str.replace_all(_NO_TELEPHONE, "")
        found = table.filter(text.str.contains(_E_MAIL) | text.str.contains(_TELEPHONE))
        if found.height:
            raise PersonalData(
                f"{name}, row {found['source_row'][0]}: the cell in {column!r} looks like an e-mail or telephone "
                "number. Nothing was imported: take it out and give numbers of people only."
            )


def _is_personal(header: str) -> bool:
    if header in {"name", "names", "id", "person", "person id"} or _OF_A_PERSON.search(header):
        return True
    return bool(re.search(r"\bnames?\b", header)) and not _NAME_OF.search(header)
