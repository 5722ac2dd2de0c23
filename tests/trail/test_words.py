"""Whatever the code can write into the trail has words there: every kind of act, and every kind of thing."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import audit
from jsp.blueprints.figures.service import periods
from jsp.blueprints.findings.service import DECISION, KIND, about
from jsp.blueprints.settings.service import values
from jsp.blueprints.settings.service.kinds import KINDS as LISTS
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.ground import Setting, Theme
from jsp.models.referral_looks import WRITING
from jsp.rules import break_glass
from jsp.rules.looks import Sort, sort_of
from jsp.verbs import asked, guiding
from jsp.verbs.own_things import TABLES
from jsp.words import trail_terms as words
from tests.browser import Browser
from tests.make import person
from tests.trail.test_week import THIS, act, cards

JSP = Path(__file__).parents[2] / "jsp"
NOT_ONE = "the kind is the name of a view"
OF_PEOPLE = {*TABLES}
EDITIONS = {guiding.GUIDES.word, asked.QUESTIONNAIRES.word}
CARD = {WRITING, "referral"}
ONE_OF = {
    ("missing.py", "str(request.endpoint)[:LONGEST]"): {NOT_ONE},
    ("forms/code.py", "kind"): {"referral", "thread", "person_request"},
    ("verbs/breaking_glass.py", "thing.kind"): {*break_glass.Kind},
    ("verbs/editions.py", "kind.word"): EDITIONS,
    ("verbs/ground_history.py", "code"): {each.code for each in LISTS} | {values.CODE, periods.KIND},
    ("verbs/holds.py", "kind"): OF_PEOPLE,
    ("verbs/holds.py", "row.kind"): OF_PEOPLE,
    ("blueprints/findings/routes/reports.py", "it.kind"): {*about.Kind},
    ("blueprints/findings/service/turns.py", "kind"): {KIND, DECISION},
    ("blueprints/person_requests/service/asked.py", "each.kind"): OF_PEOPLE,
    ("blueprints/person_requests/service/asked.py", "kind"): OF_PEOPLE,
    ("blueprints/person_requests/service/erasing.py", "item.kind"): OF_PEOPLE,
    ("blueprints/person_requests/service/shown.py", "each.kind"): OF_PEOPLE,
    ("blueprints/referrals/routes/choosing.py", "looked_at(row)"): CARD,
    ("blueprints/referrals/routes/referral.py", "looked_at(row) if is_shown else referring.KIND"): CARD,
    ("blueprints/retention/routes/overview.py", "kind"): OF_PEOPLE,
}  # what is known only while it runs; another one has to be added here


def calls(names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    """Each call of a function with one of these names in the app, with its file."""
    for path in sorted(JSP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
                yield str(path.relative_to(JSP)), node


def value(file: str, node: ast.expr) -> object | None:
    """What stands there, where it can be read off before anything runs."""
    module = importlib.import_module(".".join(("jsp", *Path(file).with_suffix("").parts)).removesuffix(".__init__"))
    try:
        return ast.literal_eval(node)
    except ValueError:
        pass
    try:
        found: object = module
        for part in ast.unparse(node).split("."):
            found = getattr(found, part)
    except AttributeError:
        return None
    return found


def kinds_of(file: str, node: ast.expr) -> set[str]:
    found = value(file, node)
    if found is not None:
        return {str(found)}
    key = (file, ast.unparse(node))
    assert key in ONE_OF, f"which kinds of things can {key} be? Say so in ONE_OF"
    return {str(each) for each in ONE_OF[key]}


def written() -> set[str]:
    """Every kind of thing that the code can write."""
    found = set[str]()
    for file, call in calls({"audit.record", "audit.record_apart"}):
        found |= kinds_of(file, call.args[1])
    return found - {NOT_ONE}


def test_every_kind_of_act_has_words() -> None:
    assert set(words.DONE) == set(Action)
    assert {sort_of(action) for action in Action} == set(words.SORTS) == set(Sort)


def test_every_kind_of_thing_has_words() -> None:
    found = written()
    assert len(found) > 40, "it reads the code"
    assert sorted(kind for kind in found if kind not in words.KINDS) == []
    assert sorted(set(words.KINDS) - found) == [], "words of what nothing writes any more"


def test_what_is_kept_in_a_history_is_of_a_kind_that_was_named() -> None:
    """A list is one of LISTS; of anything else the word stands in the call."""
    known = ONE_OF["verbs/ground_history.py", "code"]
    given = [(file, call.args[0]) for file, call in calls({"keep", "ground_history.keep"}) if len(call.args) > 4]
    said = [value(file, node) for file, node in given if ast.unparse(node) not in ("code", "kind.code")]
    assert len(given) > len(said) > 4, "it reads the code"
    assert [each for each in said if each not in known] == []


def test_who_types_a_code_does_so_for_a_kind_that_was_named() -> None:
    found = {str(value(file, call.args[2])) for file, call in calls({"try_code"}) if len(call.args) == 3}
    assert found == ONE_OF["forms/code.py", "kind"]


@pytest.mark.parametrize("action", list(Action))
def test_each_act_is_told_in_its_own_words(app: Flask, worker: Browser, action: Action) -> None:
    with app.app_context():
        audit.record(action, "theme_signal", user_id=person("sanne").id)
        db.session.commit()
    said = words.said(action, instead=False, sort=sort_of(action))
    assert f"Signal about a theme: {said}" in worker.in_language("en").get("/trail/").words


def test_a_setting_that_was_changed_is_named(app: Flask, coordinator: Browser) -> None:
    with app.app_context():
        setting, theme = Setting(key="second_factor_for_all"), db.session.scalars(select(Theme)).first()
        db.session.add(setting)
        db.session.flush()
        numbers = setting.id, theme.id if theme else 0
        name = theme.name_nl if theme else ""
        db.session.commit()
    act(app, Action.GROUND_CHANGED, "values", numbers[0])
    act(app, Action.GROUND_CHANGED, "themes", numbers[1])
    found = cards(coordinator.get(THIS))["Lieke"]
    assert "Instelling: gewijzigd Vraag iedereen om een tweede stap" in found
    assert f"Thema: gewijzigd {name}" in found
    assert "iets anders" not in found.lower()


def test_an_erasing_is_no_writing(app: Flask, coordinator: Browser) -> None:
    act(app, Action.ERASED, "learning", "12")
    found = cards(coordinator.get(THIS))["Lieke"]
    assert "1 × gewist" in found
    assert "Wat we leerden: gewist 12" in found
    assert "geschreven of veranderd" not in found
