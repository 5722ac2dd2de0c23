"""What each kind of change does to an account."""

from sqlalchemy import select

from jsp import pace
from jsp.blueprints.accounts.service.people import role_row
from jsp.blueprints.accounts.service.sessions import end_invitations
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.people import PersonChange
from jsp.rules.people import ChangeKind


def _grant(change: PersonChange) -> None:
    if change.role is not None:
        change.user.roles = [*change.user.roles, role_row(change.role)]


def _take(change: PersonChange) -> None:
    change.user.roles = [row for row in change.user.roles if row.name != change.role]


def _disable(change: PersonChange) -> None:
    person = change.user
    person.active = False
    end_invitations(person)
    if person.password is None:  # a new invitation then gives nothing that a second person has not said yes to again
        person.roles = []


def _enable(change: PersonChange) -> None:
    change.user.active = True


def _reset_factor(change: PersonChange) -> None:
    person = change.user
    person.tf_primary_method = person.tf_totp_secret = person.tf_last_counter = None
    person.mf_recovery_codes, person.webauthn, person.calendar_mark = [], [], None
    pace.forget_codes(person.id)


def _set_sites(change: PersonChange) -> None:
    said, query = change.sites_said, select(Site).where(Site.id.in_(change.site_ids))
    change.user.sites = list(db.session.scalars(query.order_by(Site.position)))
    change.detail = said


ACTS = {
    ChangeKind.GRANT_ROLE: _grant,
    ChangeKind.TAKE_ROLE: _take,
    ChangeKind.DISABLE: _disable,
    ChangeKind.ENABLE: _enable,
    ChangeKind.RESET_FACTOR: _reset_factor,
    ChangeKind.SET_SITES: _set_sites,
}
