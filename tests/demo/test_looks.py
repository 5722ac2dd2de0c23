"""Whoever opens a page on which something sealed stands leaves an entry in the trail: on every page there is."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask, request
from sqlalchemy import func, select

from jsp import clock, create_app, demo
from jsp.extensions import db
from jsp.models.audit import AuditEntry
from jsp.models.contacts import Contact
from jsp.models.person_requests import KnownBy, PersonRequest, RequestState, Wish
from jsp.rules.break_glass import Kind
from jsp.rules.keys import DossierKey, Keys
from jsp.rules.retention import Ground
from jsp.verbs import breaking_glass, holds
from tests.browser import Browser
from tests.conftest import settings
from tests.demo.test_every_form import visited
from tests.make import person

PEOPLE = ("sanne", "renske", "bart", "annelies", "nora", "beheer")
NO_CONTENT = {
    "outbox_mail.letter": "mail that we send: it says that something waits, never what",
    "jsp-sent-back": "what somebody without an account typed on this very page",
    "partner_link.code": "not what a partner reads, but the figures that we say to them on the phone",
}
NO_LOOK = {
    ("coding.counts", "talk_text.words"): "opened to see who of the talk was speaking; numbers stand on the page",
    ("referrals.show", "referral.key"): "opened to compare who it was sent to; nothing of it stands on the page",
    ("referrals.show", "packet.lines"): "opened to compare who it was sent to; nothing of it stands on the page",
}
NOT_IN_THE_DEMO = {"retention_hold.reason", "break_glass.reason", "person_request.note"}
LEAST = 15  # kinds of page on which something was opened, so that the walk is no walk past shut doors


@pytest.fixture
def furnished(migrated: Path, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(settings(f"sqlite:///{shutil.copy(migrated, tmp_path / 'demo.sqlite')}"))
    with app.app_context():
        demo.load()
        db.session.remove()
    with app.test_request_context():
        _add_what_no_demo_has()
    yield app
    with app.app_context():
        db.engine.dispose()


def _add_what_no_demo_has() -> None:
    """A conversation that was opened with a reason, that is held, and about which somebody asked and was refused."""
    sanne, renske = person("sanne"), person("renske")
    contact = db.session.scalars(
        select(Contact.id).where(Contact.owner_id == sanne.id).order_by(Contact.on.desc()).limit(1)
    ).one()
    thing = breaking_glass.get_thing(renske, Kind.CONTACT, contact)
    breaking_glass.break_glass(thing, key=uuid4(), reason="Zij is vandaag weggelopen van school.", by=renske)
    until = clock.today() + timedelta(days=30)
    holds.hold(
        "contact", contact, until=until, ground=Ground.CLAIM, reason="Er loopt een zaak.", key=uuid4(), by=renske
    )
    for by in (sanne, renske):
        db.session.add(asked := PersonRequest(
            id=uuid4(), wish=Wish.SEE, known_by=KnownBy.WORKER, site_id=sanne.sites[0].id, by_id=by.id,
            asked_on=clock.today(), state=RequestState.REFUSED, done_on=clock.today(),
        ))  # fmt: skip
        asked.note = "Niet van wie het vroeg."
    db.session.commit()


class Watcher:
    """What was opened in each request, and whether that was written down."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: set[str] = set()
        self.kept: set[tuple[str, str]] = set()
        self.unkept: set[tuple[str, str]] = set()
        self.before = 0
        for kind in (Keys, DossierKey):
            self._watch(kind, monkeypatch)
        app.before_request_funcs.setdefault(None, []).insert(0, self._begin)
        app.teardown_request(self._end)

    def _watch(self, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
        real = kind.open

        def opens(keys: object, blob: bytes, *, place: str) -> str:
            self.opened.add(".".join(place.split(".")[:2]))
            return str(real(keys, blob, place=place))

        monkeypatch.setattr(kind, "open", opens)

    def _begin(self) -> None:
        self.opened.clear()  # also of what was opened between two requests
        self.before = self._count()
        db.session.rollback()

    def _end(self, _error: BaseException | None) -> None:
        db.session.rollback()
        held = self.kept if self._count() > self.before else self.unkept
        held |= {(str(request.endpoint), place) for place in self.opened if place not in NO_CONTENT}
        self.opened.clear()

    def _count(self) -> int:
        return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def test_no_page_shows_what_is_sealed_without_an_entry(furnished: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    watcher, seen = Watcher(furnished, monkeypatch), set[str]()
    for who in PEOPLE:
        list(visited(Browser(furnished).signed_in(who).client, seen))
    assert watcher.unkept - set(NO_LOOK) == set()
    assert set(NO_LOOK) <= watcher.unkept, "an exception that is none any more"
    assert len({endpoint for endpoint, _place in watcher.kept}) >= LEAST
    assert {place for _endpoint, place in watcher.kept} >= NOT_IN_THE_DEMO
