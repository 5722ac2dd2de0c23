"""Who is not of the team reaches no exact figure: on no page, in no file, and not in what is asked of the database."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from werkzeug.routing import AnyConverter, IntegerConverter, Rule, UUIDConverter
from werkzeug.test import TestResponse

from jsp import jobs
from jsp.access import need_of
from jsp.blueprints.research.service.choices import Choice
from jsp.blueprints.research.service.export import export
from jsp.extensions import db
from jsp.rules.roles import GRANTS, Permission, Role
from jsp.verbs import tally_truth
from tests import make
from tests.browser import Browser
from tests.figures.asked import AUTUMN, DUE, asked, releases
from tests.research.conftest import agree
from tests.statements import counted
from tests.test_access import UNKNOWN

EXACT = {"money": 127, "school": 143, "health": 161}  # none can be a figure that is shown, and nothing else is so many
OTHERS = (Role.MENTOR, Role.CARE_COORDINATOR, Role.RESEARCHER, Role.ADMINISTRATOR, None)
PEOPLE = {role: name for name, (role, _sites) in reversed(make.CAST.items())}
OF_THE_TEAM = (Permission.SEE_TEAM_TRENDS, Permission.KEEP_TRENDS)
LIVE = ("theme_tally", "theme_signal", "past_contact")
KEYS = re.compile(rb'value="[^"]{30,}"|before=[0-9]+"')  # also of the entry of the trail before which one reads on
NUMBERS = "|".join(str(number) for number in (*EXACT.values(), sum(EXACT.values())))
FOUND = re.compile(rf"(?<![\w.])({NUMBERS})(?![\w.])")


@pytest.fixture
def planted(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    """Figures of autumn were released; the team knows them exactly."""
    frozen.move_to(DUE)
    with app.app_context():
        for theme, number in EXACT.items():
            asked(theme, times=number, site="raayland")
        tally_truth.rebuild()
        jobs.release_themes()
        db.session.commit()
        assert releases("raayland")


def unpacked(data: bytes) -> Iterator[str]:
    """All that can be read in it, also inside of a packed file."""
    if data[:2] != b"PK":
        yield data.decode(errors="replace")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            yield packed.read(name).decode(errors="replace")


def exact_in(answer: TestResponse) -> set[str]:
    """The exact figures that stand in it, beside the keys of its forms."""
    return {number for text in unpacked(unkeyed(answer)) for number in FOUND.findall(text)}


def unkeyed(answer: TestResponse) -> bytes:
    """Without the keys of its forms, which are others each time."""
    return KEYS.sub(b"", answer.get_data())


def addresses(app: Flask) -> list[str]:
    """Of every view that can be opened, for the site of the figures; figures also of each school year."""
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.endpoint.startswith(("static", "security", "lesson_form")):
            found += list(_addresses(app, rule))
    asked_for = [f"{each}?site=raayland&year={year}" for each in found for year in (2025, 2026) if "/figures" in each]
    return found + asked_for


def _addresses(app: Flask, rule: Rule) -> Iterator[str]:
    values: dict[str, list[object]] = {}
    for name, converter in rule._converters.items():
        if isinstance(converter, AnyConverter):
            values[name] = sorted(converter.items)
        elif isinstance(converter, UUIDConverter):
            values[name] = [UNKNOWN]
        else:
            values[name] = [1] if isinstance(converter, IntegerConverter) else ["raayland"]
    with app.test_request_context():
        for each in product(*values.values()):
            yield app.url_for(rule.endpoint, **dict(zip(values, each, strict=True)))


def visitor(app: Flask, role: Role | None) -> Browser:
    return Browser(app).signed_in(PEOPLE[role]) if role else Browser(app)


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("role", OTHERS, ids=str)
def test_no_page_and_no_file_of_others_holds_one(app: Flask, role: Role | None) -> None:
    client, seen, wrong = visitor(app, role).client, 0, []
    for address in addresses(app):
        with counted(app) as statements:
            answer = client.get(address)
        seen += answer.status_code == 200
        if exact_in(answer) or any(live in each for live in LIVE for each in statements):
            wrong.append(address)
    assert wrong == []
    assert seen > (30 if role else 8)


@pytest.mark.usefixtures("planted")
def test_the_team_does_see_them(app: Flask) -> None:
    """Or all that is above would find nothing anywhere."""
    client = visitor(app, Role.WORKER).client
    found = set().union(*(exact_in(client.get(address)) for address in addresses(app) if "/trends" in address))
    assert found >= {str(number) for number in EXACT.values()}


@pytest.mark.usefixtures("planted")
def test_a_researcher_gets_none_in_a_file_to_take_along(app: Flask) -> None:
    agree(app, "yes")
    with app.test_request_context():
        packed = export(Choice(years=frozenset(range(2020, 2030)), programmes=frozenset()))
    held = list(unpacked(packed))
    assert any("money" in text for text in held)
    assert [FOUND.findall(text) for text in held if FOUND.search(text)] == []


def test_what_the_team_sees_asks_for_what_nobody_else_has(app: Flask) -> None:
    asks = {need_of(app, name).permission for name in app.view_functions if name.startswith("trends.")}
    assert asks == set(OF_THE_TEAM)
    assert {role for role in Role if GRANTS[role] & set(OF_THE_TEAM)} == {Role.WORKER, Role.COORDINATOR}


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("role", [Role.CARE_COORDINATOR, Role.RESEARCHER])
def test_the_page_of_a_school_is_the_same_before_and_after_a_visit(app: Flask, role: Role) -> None:
    """Also after a late one of the released period, a hundred times."""
    browser = visitor(app, role)
    places = ("/figures/?site=raayland", "/figures/report?site=raayland&year=2026", "/figures/table.csv?site=raayland")
    before = [unkeyed(browser.client.get(each)) for each in places]
    with app.app_context():
        asked("money", times=100, site="raayland", registered=date(2026, 12, 15))
        asked("school", times=100, site="raayland", registered=AUTUMN.starts)
        jobs.release_themes()
        db.session.commit()
    for place, page in zip(places, before, strict=True):
        assert unkeyed(browser.client.get(place)) == page
