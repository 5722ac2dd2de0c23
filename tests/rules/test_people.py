"""Who may change what about an account: the rules as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.people import (
    ChangeKind,
    after_step,
    check_grant,
    check_not_own,
    check_still_administered,
    check_still_coordinated,
    may_decide,
    needs_second_person,
    step_of,
)
from jsp.rules.refusal import DomainError
from jsp.rules.roles import CONTENT_ROLES, Role, conflict

GRANT, TAKE, DISABLE, ENABLE, RESET, SITES = ChangeKind


@pytest.mark.parametrize("role", Role)
def test_only_roles_with_content_need_a_second_person(role: Role) -> None:
    assert needs_second_person(GRANT, role, held=()) is (role in {Role.WORKER, Role.COORDINATOR, Role.RESEARCHER})
    assert not needs_second_person(TAKE, role, held=(role,))


@pytest.mark.parametrize(("kind", "needed"), [(DISABLE, False), (ENABLE, False), (RESET, True), (SITES, False)])
def test_a_lost_factor_needs_a_second_person(kind: ChangeKind, needed: bool) -> None:
    assert needs_second_person(kind, None, held=(Role.MENTOR,)) is needed


@pytest.mark.parametrize("role", Role)
def test_so_does_letting_somebody_read_again(role: Role) -> None:
    assert needs_second_person(ENABLE, None, held=(role,)) is (role in CONTENT_ROLES)


@pytest.mark.parametrize("role", Role)
def test_so_do_other_sites_of_who_reads_by_them(role: Role) -> None:
    assert needs_second_person(SITES, None, held=(role,)) is (role in {Role.WORKER, Role.COORDINATOR})
    assert may_decide(SITES, {role}, about={Role.WORKER}) is (role is Role.COORDINATOR)


@given(st.sets(st.integers(1, 30)), st.sets(st.integers(1, 30)), st.sets(st.integers(31, 40)))
def test_a_step_leads_from_the_sites_of_now_to_those_that_are_wanted(
    now: set[int], wanted: set[int], meanwhile: set[int]
) -> None:
    step = step_of(now, wanted)
    assert (step == "") is (now == wanted)
    assert after_step(now, step) == wanted
    assert after_step(now | meanwhile, step) == wanted | meanwhile


@pytest.mark.parametrize("about", Role)
@pytest.mark.parametrize("role", Role)
def test_about_content_only_a_coordinator_decides(role: Role, about: Role) -> None:
    is_coordinator = role is Role.COORDINATOR
    assert may_decide(GRANT, {role}, about={about}) is is_coordinator
    near_content = about in CONTENT_ROLES
    assert may_decide(RESET, {role}, about={about}) is (
        is_coordinator or (role is Role.ADMINISTRATOR and not near_content)
    )


@pytest.mark.parametrize(("kind", "role", "others", "fine"), [
    (TAKE, Role.COORDINATOR, 0, False), (TAKE, Role.COORDINATOR, 1, True), (TAKE, Role.MENTOR, 0, True),
    (DISABLE, None, 0, True),
])  # fmt: skip
def test_the_last_coordinator_hands_over_first(kind: ChangeKind, role: Role | None, others: int, fine: bool) -> None:
    if fine:
        check_still_coordinated(kind, role, others=others)
    else:
        with pytest.raises(DomainError, match="last coordinator"):
            check_still_coordinated(kind, role, others=others)


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
    assert {Role.WORKER, Role.COORDINATOR, Role.RESEARCHER} == CONTENT_ROLES


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
