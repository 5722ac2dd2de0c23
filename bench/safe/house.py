"""The app with the demo and a few more people in it, in this process: what is sent to it can be undone again."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from flask import Flask, session
from flask.testing import FlaskClient
from flask_migrate import upgrade
from flask_security import login_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from bench.safe.standing import databases
from bench.servers import ROOT, SECRET
from jsp import config, create_app, demo, pace
from jsp.blueprints.directory.service import upkeep
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.directory import Partner
from jsp.models.focus_groups import Participant
from jsp.models.ground import SchoolClass, Site, SiteKind
from jsp.models.public_codes import ensure_public_code
from jsp.models.referrals import Referral
from jsp.rules.keys import Keys
from jsp.rules.roles import Role
from jsp.shared_pages import KEY as SHARED
from jsp.verbs import partner_links, talk_links

KEYS = Keys({1: bytes(range(32))})
CHEAP = "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"
ELSEWHERE = (("otto", Role.WORKER), ("olga", Role.COORDINATOR), ("omar", Role.MENTOR), ("oona", Role.CARE_COORDINATOR))
STAFF = ("sanne", "lieke", "youssef", "renske", "bart", "karin", "annelies", "nora", "beheer")


def settings(url: str) -> dict[str, object]:
    """As an installation has them, with quick passwords: their pace is measured elsewhere."""
    return {
        **config.FIXED, **config.of_keys(KEYS), "DEVELOPMENT": True, "BASE_URL": "https://jsp.example",
        "MAIL_SERVER": "terminal:", "MAIL_FROM": "jsp@example.nl", "SECRET_KEY": SECRET,
        "SQLALCHEMY_DATABASE_URI": url, "HTTPS_ONLY": False, "TESTING": True, "PROPAGATE_EXCEPTIONS": False,
        CHEAP: {"argon2__time_cost": 1, "argon2__memory_cost": 64},
    }  # fmt: skip


@dataclass
class House:
    """An app, who can come in, and the addresses that people without an account have."""

    app: Flask
    database: str
    doors: list[str] = field(default_factory=list)  # of links in mails and codes on paper
    codes: dict[str, str] = field(default_factory=dict)  # what opens a door, by its address

    def visitor(self, name: str | None = None) -> FlaskClient:
        """Somebody who has signed in, or nobody in particular."""
        client = self.app.test_client()
        if name:
            with self.app.test_request_context():
                login_user(person(name))
                db.session.commit()
                kept = dict(session)
            with client.session_transaction() as mine:
                mine.update(kept)
                mine.permanent = True
        return client

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever is committed in this block was not, once it is over."""
        with self.app.app_context():
            engines = db.engines
            engine = engines[None]
        connection = engine.connect()
        outer = connection.begin()
        engines[None] = connection  # type: ignore[index]
        db.session.session_factory.configure(join_transaction_mode="create_savepoint")
        try:
            yield
        finally:
            engines[None] = engine
            outer.rollback()
            connection.close()
            self.app.extensions[SHARED].clear()
            pace.forget_here()


def person(name: str) -> User:
    """Somebody by first name, in the session of the caller."""
    query = select(User).where(User.email.in_([f"{name}@demo.example"])).options(selectinload(User.roles))
    return db.session.scalars(query).one()


@contextmanager
def houses(*kinds: str) -> Iterator[list[House]]:
    """One on each kind of database ("sqlite", "postgresql"), in a temporary folder, gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="jsp-safe-") as folder,
        databases(Path(folder), *kinds) as found,
    ):
        made = [furnished(url) for url, _files in found.values()]
        yield made
        for house in made:
            with house.app.app_context():
                db.engine.dispose()


def furnished(url: str, folder: Path | None = None, env: dict[str, str] | None = None) -> House:
    """Migrated, with the demo, a third site where nobody of the demo works, and doors for who has no account.

    With a folder and an environment it has the settings and the keys that an installation there has.
    """
    app = create_app(settings(url) if folder is None else _installed(folder, env or {}))
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        demo.load()
        _add_elsewhere()
        db.session.commit()
    house = House(app, "sqlite" if url.startswith("sqlite") else "postgresql")
    with app.test_request_context():
        _find_doors(house)
        db.session.commit()
        db.session.remove()
    return house


def _installed(folder: Path, env: dict[str, str]) -> dict[str, object]:
    before = dict(os.environ)
    os.environ.update(env)
    try:
        return {**config.load(folder / "instance"), "TESTING": True, "PROPAGATE_EXCEPTIONS": False}
    finally:
        os.environ.clear()
        os.environ.update(before)


def _add_elsewhere() -> None:
    site = Site(
        code="verweg", name="Verweg", kind=SiteKind.VO, room="A1", phone="0478-00 00 02", mail="verweg@demo.example",
        safeguarding_lead="Ans", position=9,
    )  # fmt: skip
    roles = {row.name: row for row in db.session.scalars(select(RoleRow))}
    password = person("sanne").password
    db.session.add_all(
        User(email=f"{name}@demo.example", first_name=name.title(), password=password, active=True, language="nl",
             fs_uniquifier=uuid4().hex, roles=[roles[role]], sites=[site])
        for name, role in ELSEWHERE
    )  # fmt: skip


def _find_doors(house: House) -> None:
    for row in db.session.scalars(select(Referral)):
        if row.link is not None and not row.is_erased and row.link.closed_on is None:
            house.doors.append(door := f"/partner/{partner_links.token(row)}")
            house.codes[door] = partner_links.code(row)
    house.doors += [f"/terug/{talk_links.token(seat)}" for seat in db.session.scalars(select(Participant).limit(40))]
    house.doors += [f"/klopt/{upkeep.token(one)}" for one in db.session.scalars(select(Partner).limit(2))]
    house.doors += [f"/klas/{ensure_public_code(one)}" for one in db.session.scalars(select(SchoolClass))]
    house.doors += ["/antwoord", "/kaart", "/vraag", "/klas", "/les"]
