"""Two who take over what somebody left at the same moment: one has it, the other hears who."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from jsp.blueprints.referrals.service import handing, mine
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.ground import Site
from jsp.rules.refusal import DomainError
from jsp.rules.roles import Role
from jsp.verbs import referring
from tests.make import id_of, make_user, person
from tests.referrals.rows import FAMILY, NAME, add_referral, referral
from tests.together import at_once


def test_of_two_at_the_same_moment_one_has_it(committing: Flask) -> None:
    with committing.app_context():
        id = add_referral()
        make_user("noor", Role.WORKER, db.session.get_one(Site, id_of(Site, "raayland")))
        person("sanne").active = False
        db.session.commit()

    def takes(name: str) -> Callable[[Callable[[], None]], Any]:
        def act(all_have_looked: Callable[[], None]) -> str:
            user = person(name)
            row = mine.get_to_take(user, id)
            all_have_looked()
            handing.take_over(row, key=uuid4(), by=user)
            return name

        return act

    done = at_once(committing, takes("lieke"), takes("noor"))
    [has_it] = [each for each in done if isinstance(each, str)]
    [told] = [each for each in done if isinstance(each, DomainError)]
    with committing.app_context():
        row = referral(id)
        assert (row.owner_id, told.values["name"]) == (person(has_it).id, has_it.title())
        assert row.packet is not None
        assert row.packet.name_mark == referring.name_mark(f"{NAME} {FAMILY}", owner_id=row.owner_id)
        handed = select(AuditEntry.object_id).where(AuditEntry.action == Action.HANDED_OVER)
        assert db.session.scalars(handed).all() == [str(id)]
