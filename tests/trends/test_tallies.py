"""The team's figures follow every conversation: what is kept is what one would count, whatever happens to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from click.testing import Result
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import delete, insert, select, update

from jsp.blueprints.intake import service
from jsp.blueprints.messages.service import asking
from jsp.blueprints.messages.service import contacts as conversations
from jsp.blueprints.messages.service.asking import Question
from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Discipline, Outcome, Site, Theme
from jsp.models.messages import Thread
from jsp.models.tallies import HistoryImport, PastContact, ThemeTally
from jsp.rules.contact import AskedBy, Channel, ContactDraft, Level
from jsp.rules.refusal import DomainError
from jsp.rules.reply_code import make_code
from jsp.rules.tally import Grain, Split
from jsp.verbs import tally_truth, tallying
from tests.make import MONDAY, id_of, person
from tests.trends.figures import REASON, check, counted, kept, record, usual

ACTS = 30
BACK = 300  # days
COUNTED = "site_id", "on", "channel", "theme_ids", "outcome_ids", "is_return", "level", "discipline_id"


def draft(rng: Random, id: UUID) -> ContactDraft:
    """Some conversation."""
    themes, outcomes = (list(db.session.scalars(select(kind.id).order_by(kind.id))) for kind in (Theme, Outcome))
    return ContactDraft(
        id=id, site_id=id_of(Site, rng.choice(["gilde", "raayland"])), on=MONDAY - timedelta(rng.randrange(BACK)),
        channel=rng.choice(list(Channel)), theme_ids=tuple(rng.sample(themes, rng.choice([1, 1, 2, 3]))),
        asked_by=rng.choice(list(AskedBy)), outcome_ids=tuple(rng.sample(outcomes, rng.choice([1, 1, 2]))),
        is_return=rng.random() < 0.3, level=rng.choice([None, *Level]),
        discipline_id=rng.choice([None, id_of(Discipline, "family_coach")]),
    )  # fmt: skip


def act(rng: Random, moment: FrozenDateTimeFactory) -> None:
    """Something that happens to conversations, chosen by chance; correcting and rewriting both occur."""
    by, all_of_them = person("sanne"), list(db.session.scalars(select(Contact).order_by(Contact.id)))
    if not all_of_them or rng.random() < 0.5:
        record(draft(rng, uuid4()))
        return
    one = rng.choice(all_of_them)
    if rng.random() < 0.3:
        service.undo_contact(one, by=by)
        return
    if rng.random() < 0.3:
        moment.tick(timedelta(hours=30))
    wish = draft(rng, uuid4())
    some = rng.sample(
        ["site_id", "on", "channel", "theme_ids", "outcome_ids", "is_return", "level", "discipline_id"], 3
    )
    changed = replace(one.draft, id=uuid4(), **{name: getattr(wish, name) for name in some})
    service.change_contact(one, changed, reason=REASON, by=by)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_figures_are_right(app: Flask, frozen: FrozenDateTimeFactory, seed: int) -> None:
    rng = Random(seed)
    with app.app_context():
        for _ in range(ACTS):
            act(rng, frozen)
            assert kept() == counted()
        check()


def test_a_conversation_that_was_sent_twice_counts_once(app: Flask) -> None:
    with app.app_context():
        made = usual()
        record(made)
        db.session.commit()
        record(made)
        assert sum(number for cell, number in check().items() if cell.grain is Grain.YEAR) == 1


def test_what_was_undone_leaves_nothing(app: Flask) -> None:
    with app.app_context():
        service.undo_contact(record(usual()), by=person("sanne"))
        assert check() == {}


def test_what_is_refused_moves_nothing(app: Flask) -> None:
    with app.app_context():
        contact = record(usual())
        before = check()
        with pytest.raises(DomainError):
            service.change_contact(
                contact, replace(contact.draft, on=MONDAY + timedelta(1)), reason=REASON, by=person("sanne")
            )
        assert check() == before


def test_a_question_without_a_name_counts_once_it_is_a_contact(app: Flask) -> None:
    with app.test_request_context():
        theme, site = id_of(Theme, "money"), id_of(Site, "gilde")
        code = make_code(uuid4().bytes * 2)
        asked = asking.ask(Question(key=uuid4(), theme_id=theme, site_id=site, text="Een vraag", code=code))
        thread = db.session.get_one(Thread, asked.id)
        assert check() == {}
        key = conversations.turn_into_contact(
            thread, outcome_id=id_of(Outcome, "listened"), site_id=site, channel=Channel.WEB_FORM, key=uuid4(),
            by=person("sanne"),
        )  # fmt: skip
        assert {cell.value for cell in check() if cell.split is Split.CHANNEL} == {"web_form"}
        thread.contact_id = None
        service.undo_contact(db.session.get_one(Contact, key), by=person("sanne"))
        assert check() == {}


def test_the_past_counts_along(app: Flask) -> None:
    with app.app_context():
        record(usual())
        add_past(5)
        tally_truth.rebuild()
        assert sum(number for cell, number in check().items() if cell.grain is Grain.YEAR) == 6


def add_past(count: int) -> None:
    site, made = id_of(Site, "gilde"), uuid4()
    db.session.execute(insert(HistoryImport).values(
        id=made, site_id=site, user_id=person("renske").id, made_on=MONDAY, rows=count, until=MONDAY
    ))  # fmt: skip
    row = {
        "import_id": made, "site_id": site, "channel": Channel.WALK_IN, "theme_id": id_of(Theme, "money"),
        "asked_by": AskedBy.PUPIL, "outcome_id": id_of(Outcome, "listened"), "level": None, "is_return": False,
    }  # fmt: skip
    days = [date(2023, 8, 1) + timedelta(70 * at) for at in range(count)]
    db.session.execute(insert(PastContact), [row | {"id": uuid4(), "on": day} for day in days])


SPOILED: dict[str, Callable[[], object]] = {
    "a number that is not so": lambda: update(ThemeTally).values(number=ThemeTally.number + 1),
    "a row that is gone": lambda: delete(ThemeTally),
    "a conversation that was put elsewhere": lambda: update(Contact).values(site_id=id_of(Site, "raayland")),
    "a day that was changed": lambda: update(Contact).values(on=MONDAY - timedelta(weeks=52)),
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=list(SPOILED))
def test_what_went_wrong_is_found_and_counted_again(app: Flask, spoil: Callable[[], object]) -> None:
    with app.app_context():
        record(usual())
        assert run(app, "check").exit_code == 0
        db.session.execute(spoil())  # type: ignore[call-overload]
        db.session.commit()
        assert tally_truth.differences()
        assert run(app, "check").exit_code == 1
        assert run(app, "rebuild").exit_code == 0
        assert run(app, "check").exit_code == 0
        check()


def test_who_checks_hears_how_many_and_where_and_nothing_else(app: Flask) -> None:
    with app.app_context():
        record(usual())
        db.session.execute(update(ThemeTally).values(number=7))
        db.session.commit()
        assert run(app, "check").output == (
            "Error: 11 figures are not right (gilde 11). `flask trends rebuild` counts again.\n"
        )


def test_a_number_of_nought_is_as_good_as_no_row(app: Flask) -> None:
    with app.app_context():
        service.undo_contact(record(usual()), by=person("sanne"))
        db.session.commit()
        assert run(app, "check").output == "All figures are what the conversations say.\n"


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["trends", *words])


def test_an_act_that_forgets_to_count_is_seen(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallying, "count_out", lambda what: None)
    with app.app_context():
        service.undo_contact(record(usual()), by=person("sanne"))
        assert kept() != counted()
        assert tally_truth.differences() == {"gilde": 11}
