"""Sites by address: what is in the files, and what is still sent at a click. All sites and figures are invented."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.maps import sites_layer as module
from dashboard.maps.errors import LayerInputError
from dashboard.maps.legend import LegendEntry, LegendSign, legend
from dashboard.maps.sites_layer import (
    PublishedSites,
    SiteValue,
    publish_sites,
    radius_px,
    site_steps,
    sites_layer,
    sites_payload,
)


def invented(values: list[float | None]) -> pd.DataFrame:
    count = len(values)
    return pd.DataFrame(
        {
            "site_id": [f"S{row}" for row in range(count)],
            "name": [f"Site {row}" for row in range(count)],
            "code": "HT-OU",
            "latitude": 18.5,
            "longitude": [-72.0 - row / 100 for row in range(count)],
            "value": pd.array(values, dtype="Float64"),
            "figure": [f"{value} people" for value in values],
        }
    )


def published(tmp_path: Path, values: list[float | None]) -> PublishedSites:
    return publish_sites(invented(values), static=tmp_path)


def file(address: str, tmp_path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((tmp_path / "sites" / address.rsplit("/", 1)[1]).read_text())
    return document


def test_names_positions_and_figures_are_in_files_with_their_hash(tmp_path: Path) -> None:
    found = published(tmp_path, [400, 100, 0, None])

    assert file(found.places_address, tmp_path) == {
        "names": ["Site 0", "Site 1", "Site 2", "Site 3"],
        "codes": ["HT-OU"] * 4,
        "latitudes": [18.5] * 4,
        "longitudes": [-72.0, -72.01, -72.02, -72.03],
    }
    assert file(found.values_address, tmp_path)["radii"] == "11 5.5 0 -1"
    assert found.places_address.startswith("../../app/static/sites/sites-")
    assert len(found.places_address.rsplit("-", 1)[1]) == len(".json") + 32


def test_the_same_list_has_the_same_address_and_another_another(tmp_path: Path) -> None:
    first, second, other = (published(tmp_path, [value, 1]) for value in (5, 5, 6))

    assert (first.places_address, first.values_address) == (second.places_address, second.values_address)
    assert (first.places_address, other.values_address) == (other.places_address, other.values_address)
    assert first.values_address != other.values_address


def test_only_what_changed_is_sent(tmp_path: Path) -> None:
    list_of_sites = published(tmp_path, [400, 100, 50])
    now = invented([400, 25, None]).drop(index=0)

    layer = sites_layer(list_of_sites, now)

    assert layer.changes == (
        (0, SiteValue(-2, "", "")),
        (1, SiteValue(2.8, "25 people", "")),
        (2, SiteValue(-1, "None people", "")),
    )
    document = sites_payload(layer)
    assert (document["rows"], document["changed"]["radii"]) == ("0 1 2", "-2 2.8 -1")
    assert set(sites_payload(sites_layer(list_of_sites))) == {"places", "values"}


def test_many_changes_go_by_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CHANGES", 1)
    list_of_sites = published(tmp_path, [400, 100])

    document = sites_payload(sites_layer(list_of_sites, invented([100, 400])))

    assert set(document) == {"places", "values"}
    assert file(document["values"], tmp_path)["radii"] == "5.5 11"


def test_a_click_on_3000_sites_sends_under_12_kb(tmp_path: Path) -> None:
    list_of_sites = published(tmp_path, [float(row) for row in range(3000)])

    def size(changed: int) -> int:
        now = invented([float(row + (row < changed)) for row in range(3000)])
        return len(json.dumps(sites_payload(sites_layer(list_of_sites, now))))

    sizes = [size(changed) for changed in (0, module.MOST_CHANGES, 3000)]

    assert sizes[0] == sizes[2] < 200
    assert 2_000 < sizes[1] < 12_000


def test_a_site_without_a_position_is_told_and_may_have_figures(tmp_path: Path) -> None:
    table = invented([3, 4])
    table.loc[0, "latitude"] = None
    list_of_sites = publish_sites(table, static=tmp_path)

    layer = sites_layer(list_of_sites, table)

    assert list_of_sites.rows == {"S1": 0}
    told = LegendEntry(LegendSign.NOTE, "sites without a published position, not on the map: 1")
    assert told in legend(title="t", sites=layer).entries


def test_zero_and_not_counted_come_into_the_legend(tmp_path: Path) -> None:
    layer = sites_layer(published(tmp_path, [0, None, 10]))

    signs = [entry.sign for entry in legend(title="t", sites=layer).entries]
    assert signs == [LegendSign.SITE, LegendSign.SITE, LegendSign.ZERO_CIRCLE, LegendSign.SITE_NOT_COUNTED]
    assert site_steps(layer) == (10.0, 2.5)


def test_a_site_that_is_not_on_the_list_is_named(tmp_path: Path) -> None:
    list_of_sites = published(tmp_path, [1])

    with pytest.raises(LayerInputError, match="S1 are not on the list published"):
        sites_layer(list_of_sites, invented([1, 2]))
    with pytest.raises(LayerInputError, match="S0 comes twice"):
        sites_layer(list_of_sites, pd.concat([invented([1])] * 2))


def test_old_lists_are_removed_oldest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FILES_KEPT", 2)
    addresses = [published(tmp_path, [value]).values_address for value in (1, 2, 3)]

    kept = {path.name for path in (tmp_path / "sites").glob("figures-*")}

    assert kept == {address.rsplit("/", 1)[1] for address in addresses[1:]}


def test_no_mark_is_larger_than_the_largest_or_too_small_to_see() -> None:
    assert [radius_px(value, largest=100) for value in (0, 0.001, 25, 100, 900)] == [0, 2.2, 5.5, 11, 11]
