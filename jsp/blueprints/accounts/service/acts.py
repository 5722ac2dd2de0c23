"""What each kind of change does to an account."""

from jsp import pace
from jsp.blueprints.accounts.service.people import role_row
from jsp.blueprints.accounts.service.sessions import end_invitations
from jsp.models.accounts import User
from jsp.rules.people import ChangeKind
from jsp.rules.roles import Role


def _grant(person: User, role: Role | None) -> None:
    if role is not None:
        person.roles = [*person.roles, role_row(role)]


def _take(person: User, role: Role | None) -> None:
    person.roles = [row for row in person.roles if row.name != role]


def _disable(person: User, _role: Role | None) -> None:
    person.active = False
    end_invitations(person)
    if person.password is None:  # a new invitation then gives nothing that a second person has not said yes to again
        person.roles = []


def _enable(person: User, _role: Role | None) -> None:
    person.active = True


def _reset_factor(person: User, _role: Role | None) -> None:
    person.tf_primary_method = person.tf_totp_secret = person.tf_last_counter = None
    person.mf_recovery_codes, person.webauthn, person.calendar_mark = [], [], None
    pace.forget_codes(person.id)


ACTS = {
    ChangeKind.GRANT_ROLE: _grant,
    ChangeKind.TAKE_ROLE: _take,
    ChangeKind.DISABLE: _disable,
    ChangeKind.ENABLE: _enable,
    ChangeKind.RESET_FACTOR: _reset_factor,
}
