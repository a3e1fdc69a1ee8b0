"""Columns that could name a person are refused by name, in every language of the region; columns of numbers are not."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from data.errors import PersonalData
from data.importing import import_files
from data.profiles import Profile
from data.readers.mapping import read_mapped
from data.readers.opening import open_file
from data.readers.personal import personal_columns, refuse_personal
from data.readers.records_table import read
from data.store.opening import open_store
from data.templates import TEMPLATES

NOW = datetime(2025, 12, 2, tzinfo=UTC)


def _listed(headers: str) -> list[str]:
    return [header.strip() for header in headers.replace("\n", " ").split(";")]


PERSONAL = _listed("""
Name; names; FullName; full_name; firstName; First name; LASTNAME; middle-name; Nick name; Maiden name; Name
of respondent; respondent; Person; person_id; E-mail; E mail; emailaddress; Mail; Phone; phone2; PhoneNumber;
Tel.; Mobile No; Cell #; WhatsApp; fax; Home Address; IP address; Street; zip; Post Code; Contact;
contact_person; Contact details; Passport No; National ID; ID number; ID; DOB; Date of Birth; Birthdate; born;
Facebook; LinkedIn profile; User name; Photo; Signature; Initials; mobile number;
Nom; Noms; Prénom; prenom(s); Nom et prénom; Nom de famille; NOM COMPLET; Adresse; Adresse électronique;
Courriel; Téléphone; Telephone portable; N° de téléphone; Code postal; Date de naissance; Lieu de naissance;
Passeport; Carte d'identité; Répondant; Contact d'urgence; Rue; Personne;
Nombre; Nombres; Nombre completo; Nombre y apellidos; Apellido; Primer apellido; Dirección; Domicilio; Calle;
Correo electrónico; correo; Teléfono; Celular; Móvil; Cédula; Pasaporte; Fecha de nacimiento; Contacto;
Encuestado; Firma; Código postal; Usuario;
Naam; Voornaam; Achternaam; Familienaam; Volledige naam; Adres; Straat; Telefoon; Telefoonnummer; E-mailadres;
Mobiel; Postcode; Geboortedatum; Paspoort; Contactpersoon; Handtekening; Identiteitskaart;
Non; Non ak siyati; Siyati; Tinon; Adrès; Nimewo telefòn; Telefòn; Imèl; Dat nesans; Paspò; Kontak;
Nome; Sobrenome; Endereço; Telefone; Data de nascimento
""")

OPEN = _listed("""
Source name; source_name; Event name; Name of country; Nom du pays; Nom de la source; Nombre de personnes;
Number of persons; Nombre total; Nombre del país; Naam van het land; Naam van de bron; Non peyi a; Number of
respondents; number of people; Organisation name; Survey name; Nom de l'enquête; Country of residence;
occupation; Skill group; Année; Fecha; Datum; Secteur; Compétence; count; Total persons; Sector; experience;
Personnes déplacées; Personas en albergues; Personnes; Non-food items; Non displaced; Newborn
""")


def test_a_column_that_could_name_a_person_is_known_in_every_language_and_spelling() -> None:
    assert [header for header in PERSONAL if not personal_columns([header])] == []


def test_a_column_about_no_person_is_open() -> None:
    assert [header for header in OPEN if personal_columns([header])] == []


def test_no_column_of_a_protected_template_is_taken_for_a_person() -> None:
    protected = [template for template in TEMPLATES.values() if template.is_protected]
    assert {template.name for template in protected} == {"protection", "trafficking", "diaspora"}
    assert [column for template in protected for column in personal_columns(template.header)] == []


@pytest.mark.parametrize("header", ["Nombre", "Respondents", "Contacts"])
def test_a_word_for_people_and_for_a_person_is_told_by_its_cells(header: str) -> None:
    numbers, names = pl.DataFrame({header: ["12", "1,204", None]}), pl.DataFrame({header: ["12", "Invented Person"]})
    assert personal_columns([header], table=numbers) == []
    assert personal_columns([header], table=names) == [header]
    assert personal_columns([header]) == [header]


def test_the_refusal_names_the_column_and_no_cell() -> None:
    table = pl.DataFrame({"source_row": [2], "Prénom": ["Invented"]})
    with pytest.raises(PersonalData, match=r"t\.csv has the column 'Prénom', which could name a person") as told:
        refuse_personal(table, name="t.csv", texts=())
    assert "Invented" not in str(told.value)


SURVEY = "home_country,country_of_residence,survey_date,occupation_group,count,source_name"
ROW = "GUY,CAN,2019-05-31,22 Health professionals,20,Invented Survey"


@pytest.mark.parametrize("column", ["Full name", "Prénom", "Dirección", "Telefoonnummer", "Siyati", "contactPerson"])
def test_nothing_of_a_survey_with_such_a_column_enters_the_store(tmp_path: Path, column: str) -> None:
    file = tmp_path / "survey.csv"
    file.write_text(f"{SURVEY},{column}\n{ROW},Invented Person\n", encoding="utf-8")
    store = open_store(str(tmp_path / "store"))
    (report,) = import_files(store, [file], by="test", now=NOW)
    assert report.status == "refused"
    assert f"has the column '{column}', which could name a person" in report.message
    assert store.snapshot().record_files == ()
    assert not [
        path for path in (tmp_path / "store").rglob("*") if path.is_file() and b"Invented Person" in path.read_bytes()
    ]


def test_a_table_that_a_person_maps_to_a_survey_is_refused_alike(tmp_path: Path) -> None:
    file = tmp_path / "mapped.csv"
    file.write_text("Where,When,How many,Who,Adresse\nCanada,2019-05-31,20,Survey,Invented Street\n", encoding="utf-8")
    columns = {"given_country": "Where", "start_date": "When", "source_name": "Who"}
    profile = Profile("x", ("Where", "When", "How many", "Who", "Adresse"), columns, {"How many": "diaspora"},
                      day_format="%Y-%m-%d")  # fmt: skip
    with pytest.raises(PersonalData, match="has the column 'Adresse', which could name a person"):
        read_mapped(open_file(file), profile)


@pytest.mark.parametrize(("measure", "is_refused"), [("diaspora", True), ("in_shelter", False)])
def test_a_table_of_records_about_a_diaspora_is_refused_alike(tmp_path: Path, measure: str, is_refused: bool) -> None:
    file = tmp_path / "records.csv"
    header = "country_iso3,measure,figure,start_date,source_name,origin_iso3,Nom complet"
    file.write_text(f"{header}\nCAN,{measure},20,2019-05-31,Invented,GUY,Invented Person\n", encoding="utf-8")
    if is_refused:
        with pytest.raises(PersonalData, match="has the column 'Nom complet', which could name a person"):
            read(open_file(file))
    else:
        assert read(open_file(file)).rows_read == 1
