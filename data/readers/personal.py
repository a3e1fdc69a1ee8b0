"""What could name a person: columns of a name, address or contact, and cells that hold an e-mail or telephone number.

Used where a table is about people who could be harmed. A refusal names the column and the row, never the value. Headers
are known in the region's languages (English, French, Spanish, Dutch, Haitian Creole, Portuguese), with and without
accents, glued together or not.
"""

import re
import unicodedata
from collections.abc import Iterable

import polars as pl

from data.errors import PersonalData
from data.readers.figures import known

_ANYWHERE = re.compile(
    # Contacts.
    r"e ?mail|courriel|correo|imel|whats ?app|phone|telefo|telefon|telephon|facebook|linkedin|instagram|telegram|"
    r"tiktok|snapchat|skype|social media|"
    # Names.
    r"surname|first ?name|last ?name|full ?name|given ?name|family ?name|maiden|fore ?name|nick ?name|middle ?name|"
    r"prenom|patronyme|apellido|sobrenome|voornaam|achternaam|familienaam|roepnaam|siyati|tinon|user ?name|"
    # Papers and birth.
    r"passport|passeport|pasaport|paspoort|passaport|paspo|date of birth|birth ?da[ty]|naissance|nacimiento|"
    r"nascimento|geboorte|nesans|post ?code|code ?postal|postal ?code|codigo ?postal|signature|handtekening"
)
_A_WORD = re.compile(
    r"\b(?:mails?|tel|mobile|movil|mobiel|celular|cell(?:ular)?|gsm|portable|fax|address(?:es)?|adresses?|adress|adres|"
    r"direccion(?:es)?|endereco|domicil\w*|street|calle|rue|straat|zip|contact\w*|kontak\w*|res?pond[ae]nts?|"
    r"encuestad[oa]s?|entrevistad[oa]s?|initials|initiales|iniciales|initialen|national id|id (?:number|no|card)|"
    r"carte d identite|identiteitskaart|cedula|matricule|nis|tin|nif|cin|dob|born|photo|foto|firma|usuario)\b"
)
_A_NAME = re.compile(
    r"\b(?:names?|noms?|nombres?|naam|namen|nomes?)\b|^non$|\bnon (?:ak|moun|konple|fanmi|peyi|sous)\b"
)
_OF_A_THING = re.compile(
    r"\b(?:source|fuente|fonte|bron|sous|shelter|abri|refugio|opvang|abri|site|sitio|event|evenement|evento|"
    r"gebeurtenis|evenman|place|lieu|lugar|plaats|kote|country|pays|pais|land|peyi|parish|paroisse|parroquia|commune|"
    r"organi[sz]ation|organisatie|organizacion|sector|secteur|sekte|unit|unite|unidad|eenheid|operation|operacion|"
    r"training|formation|formacion|opleiding|community|survey|enquete|encuesta|skill|competence|occupation|group|"
    r"groupe|grupo|groep)\b"
)
_A_COUNT = re.compile(r"\b(?:number|count|total|how many)\b|^nombres? (?:de|d|des|du|total)\b")
"""French "nombre" is a number; "number of respondents" counts them."""

_ALONE = frozenset({"id", "person", "person id", "personne", "persona", "persoon", "moun", "individu", "individual"})
_MAY_BE_COUNTS = re.compile(r"^(?:nombres?|res?pond[ae]nts?|contacts?)$")
"""Headers that stand for people counted as well as for a person: their cells decide."""

_E_MAIL = r"[^\s@]+@[^\s@]+\.[^\s@]+"
_TELEPHONE = r"(?:\+|\b00)?\d[\d ()./-]{5,}\d"
_NO_TELEPHONE = (
    r"\d{4}-\d{2}-\d{2}(?:[ T][\d:.]+Z?)?|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|"
    r"\b(?:19|20)\d{2}\s*[-/]\s*(?:(?:19|20)\d{2}|\d{2})\b"
)
"""Days and pairs of years, which have as many digits."""

_COUNTED = r"^\s*\d[\d\s.,']*$"


def personal_columns(columns: Iterable[str], *, table: pl.DataFrame | None = None) -> list[str]:
    """Return the columns whose header says that they hold a name, address, contact or document of a person.

    Args:
        columns: the headers.
        table: the table itself, where it is at hand: a header that may stand for people counted, such as "respondents"
            or the French "nombre", is taken for that where all cells are numbers.
    """
    return [column for column in columns if _is_personal(column, table)]


def refuse_personal(table: pl.DataFrame, *, name: str, texts: Iterable[str]) -> None:
    """Refuse a table that could name a person.

    Args:
        table: the whole table as text, with ``source_row``.
        name: of the file, for the message.
        texts: columns whose cells are looked into.

    Raises:
        PersonalData: a column or a cell could name a person; nothing of the file is kept, not even in quarantine.
    """
    columns = personal_columns((column for column in table.columns if column != "source_row"), table=table)
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


def _is_personal(column: str, table: pl.DataFrame | None) -> bool:
    return any(_says_person(header, column, table) for header in (_folded(column), _folded(_parted(column))))


def _says_person(header: str, column: str, table: pl.DataFrame | None) -> bool:
    if _MAY_BE_COUNTS.search(header) and _is_counted(column, table):
        return False
    if _A_COUNT.search(header) and not _ANYWHERE.search(header) and not _is_of_papers(header):
        return False
    if header in _ALONE or _ANYWHERE.search(header) or _A_WORD.search(header):
        return True
    return bool(_A_NAME.search(header)) and not _OF_A_THING.search(header)


def _is_of_papers(header: str) -> bool:
    """Return whether a number is that of a paper or a line: "id number", "mobile number"."""
    return bool(re.search(r"\b(?:id|card|mobile|cell|tel|fax|nis|tin|contact|national|address|street)\b", header))


def _is_counted(column: str, table: pl.DataFrame | None) -> bool:
    if table is None or column not in table.columns:
        return False
    cells = table.select(known(pl.col(column)).alias("cell")).to_series().drop_nulls()
    return cells.len() > 0 and bool(cells.str.contains(_COUNTED).all())


def _parted(header: str) -> str:
    """Return a header with a blank before each capital that begins a word: "firstName"."""
    return re.sub(r"(?<=[a-z\d])(?=[A-Z])", " ", header)


def _folded(header: str) -> str:
    """Return a header in lower case without accents and digits, with single blanks."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", header) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z]+", " ", bare.casefold()).strip()
