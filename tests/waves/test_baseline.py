"""The baseline of spring 2019 (R92): 99 teachers, 55 youth workers and 1,219 pupils; its means are invented here."""

import csv
import io

import pytest
from flask import Flask

from jsp.rules.wave import Instrument, Respondents
from jsp.rules.wave_units import people
from tests.browser import Browser
from tests.waves.conftest import BASELINE, bring_in, waves, xlsx

FILES = {
    "cool-pupils": {"po": 511, "so/vso": 168, "vo/mbo": 540},
    "isjo-teachers": {"po": 41, "so/vso": 20, "vo/mbo": 38},
    "isjo-youth-workers": {"po": 24, "so/vso": 12, "vo/mbo": 19},
    "competences-teachers": {"po": 41, "so/vso": 20, "vo/mbo": 38},
}
PEOPLE = {Respondents.PUPILS: 1219, Respondents.TEACHERS: 99, Respondents.YOUTH_WORKERS: 55}


def as_workbook(data: bytes) -> bytes:
    """The same as XLSX, with numbers in the place of texts."""
    text = data.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in text else ",")
    return xlsx(*([_cell(each) for each in row] for row in rows))


def _cell(text: str) -> str | float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text or None


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_the_baseline_comes_in_whole(app: Flask, nora: Browser, shape: str) -> None:
    for kind in FILES:
        data = (BASELINE / f"{kind}.csv").read_bytes()
        bring_in(nora, as_workbook(data) if shape == "xlsx" else data, kind, year="2018")
    for wave, units in zip(waves(app), FILES.values(), strict=True):
        assert {each.unit: each.n for each in wave.scores} == units
        assert people(wave.scores) == PEOPLE[wave.respondents]  # type: ignore[arg-type]
        assert len({each.scale for each in wave.scores}) == 4
        per_unit = 8 if wave.instrument is Instrument.COMPETENCES else 4
        assert len(wave.scores) == per_unit * len(units)
        assert wave.year == 2018


def test_its_pupils_are_counted_on_the_page(nora: Browser) -> None:
    id = bring_in(nora, (BASELINE / "cool-pupils.csv").read_bytes(), year="2018", rights="")
    assert "COOL 5-18, pupils, 2018-2019" in nora.get(f"/waves/{id}").words
    assert "1,219 pupils" in nora.get(f"/waves/{id}").words
    assert "2018-2019 : COOL 5-18, pupils 1,219 pupils draft rights not settled" in nora.get("/waves/").words
