"""Who may change what about an account: the rules as tables."""

import pytest

from jsp.rules.people import (
    ChangeKind,
    check_grant,
    check_not_own,
    check_still_administered,
    may_decide,
    needs_second_person,
)
from jsp.rules.refusal import DomainError
from jsp.rules.roles import CONTENT_ROLES, Role, conflict

GRANT, TAKE, DISABLE, ENABLE, RESET, SITES = ChangeKind


@pytest.mark.parametrize("role", Role)
def test_only_roles_with_content_need_a_second_person(role: Role) -> None:
    assert needs_second_person(GRANT, role) is (role in {Role.WORKER, Role.COORDINATOR})
    assert not needs_second_person(TAKE, role)


@pytest.mark.parametrize(("kind", "needed"), [(DISABLE, False), (ENABLE, False), (RESET, True), (SITES, False)])
def test_a_lost_factor_needs_a_second_person(kind: ChangeKind, needed: bool) -> None:
    assert needs_second_person(kind, None) is needed


@pytest.mark.parametrize("role", Role)
def test_about_content_a_coordinator_decides(role: Role) -> None:
    assert may_decide(GRANT, {role}) is (role is Role.COORDINATOR)
    assert may_decide(RESET, {role}) is (role in {Role.COORDINATOR, Role.ADMINISTRATOR})


@pytest.mark.parametrize("held", Role)
@pytest.mark.parametrize("role", Role)
def test_a_grant_is_refused_exactly_where_roles_clash(held: Role, role: Role) -> None:
    if held is role or conflict({held, role}) is not None:
        with pytest.raises(DomainError) as refused:
            check_grant(role, frozenset({held}))
        assert refused.value.field == "role"
    else:
        check_grant(role, frozenset({held}))


def test_the_content_roles_are_those_that_read() -> None:
    assert {Role.WORKER, Role.COORDINATOR} == CONTENT_ROLES


def test_nobody_changes_their_own_account() -> None:
    with pytest.raises(DomainError):
        check_not_own(person_id=1, by_id=1)
    check_not_own(person_id=1, by_id=2)


@pytest.mark.parametrize(("kind", "role", "held", "others", "refused"), [
    (DISABLE, None, Role.ADMINISTRATOR, 0, True), (DISABLE, None, Role.ADMINISTRATOR, 1, False),
    (TAKE, Role.ADMINISTRATOR, Role.ADMINISTRATOR, 0, True), (TAKE, Role.MENTOR, Role.ADMINISTRATOR, 0, False),
    (DISABLE, None, Role.WORKER, 0, False), (RESET, None, Role.ADMINISTRATOR, 0, False),
])  # fmt: skip
def test_an_administrator_is_left(kind: ChangeKind, role: Role | None, held: Role, others: int, refused: bool) -> None:
    if refused:
        with pytest.raises(DomainError):
            check_still_administered(kind, role, held=frozenset({held}), others=others)
    else:
        check_still_administered(kind, role, held=frozenset({held}), others=others)
