"""An account that was not used for so long loses its name; what was done with it stays, of a former colleague."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import column, delete, select, table, update

from jsp import clock
from jsp.blueprints.retention.service.accounts import last_used
from jsp.extensions import db, lock
from jsp.models.accounts import SignIn, User
from jsp.models.people import Invitation, PersonChange
from jsp.models.reference import get_setting
from jsp.models.team import TeamMember
from jsp.rules.people import FORMER
from jsp.rules.retention import Kind
from jsp.rules.trail import START
from jsp.verbs import erasures
from jsp.verbs.trail import newest_checkpoint

NOWHERE = "@erased.invalid"
LOGIN = table("login_identity", column("user_id"))


def list_due(day: date) -> Sequence[int]:
    """Closed accounts that were not used for so long by that day, and still have their name.

    Of whom a trail that was cut knows nothing, the last time was before that.
    """
    before, used = day - timedelta(days=int(get_setting("inactive_account_erase_days"))), last_used()
    query = select(User.id).where(~User.active, User.email.not_like(f"%{NOWHERE}")).order_by(User.id)
    was_cut = newest_checkpoint() != (0, START)
    return [id for id in db.session.scalars(query) if (used[id] < before if id in used else was_cut)]


def erase(id: int) -> bool:
    """Take name, address and every way in from it, where its day has come."""
    return id in list_due(clock.today()) and forget(str(id))


def forget(id: str) -> bool:
    """The same whatever the day; whether it still had them."""
    person = db.session.get(User, int(id))
    if person is None or person.active or person.email.endswith(NOWHERE):
        return False  # open: somebody else has that key by now, after a backup was put back
    lock(person)
    person.first_name, person.email = FORMER, f"{person.id}{NOWHERE}"
    person.password, person.roles, person.sites = None, [], []
    person.tf_primary_method = person.tf_totp_secret = person.tf_last_counter = None
    person.mf_recovery_codes, person.webauthn, person.calendar_mark = [], [], None
    person.fs_webauthn_user_handle, person.fs_uniquifier = None, uuid4().hex
    for ways_in in (SignIn, Invitation):
        db.session.execute(delete(ways_in).where(ways_in.user_id == person.id))
    db.session.execute(delete(LOGIN).where(LOGIN.c.user_id == person.id))
    db.session.execute(update(PersonChange).where(PersonChange.user_id == person.id).values(reason="", detail=""))
    db.session.execute(update(TeamMember).where(TeamMember.user_id == person.id).values(first_name=FORMER))
    db.session.flush()
    erasures.note(Kind.NAME, person.id)
    return True


erasures.bind(Kind.NAME, erasures.Way(
    list_due, erase, forget, tables=("user", "invitation", "passkey", "person_change", "team_member"),
))  # fmt: skip
