"""The permission table, and who may not be one person."""

from itertools import chain, combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.roles import (
    CONTENT_ROLES,
    GRANTS,
    SCHOOL_ROLES,
    TEAM_ROLES,
    Permission,
    Role,
    conflict,
    needs_second_factor,
    permissions_of,
)

WORKER, COORDINATOR, MENTOR, CARE, RESEARCHER, ADMINISTRATOR = Role
FORBIDDEN = {
    frozenset({ADMINISTRATOR, WORKER}), frozenset({ADMINISTRATOR, COORDINATOR}),
    frozenset({RESEARCHER, WORKER}), frozenset({RESEARCHER, COORDINATOR}), frozenset({RESEARCHER, ADMINISTRATOR}),
    frozenset({RESEARCHER, MENTOR}), frozenset({RESEARCHER, CARE}),
    frozenset({MENTOR, WORKER}), frozenset({CARE, WORKER}),
    frozenset({MENTOR, COORDINATOR}), frozenset({CARE, COORDINATOR}),
}  # fmt: skip
READS_WORDS = {
    Permission.ANSWER_QUESTIONS, Permission.LOG_CONTACTS, Permission.REFER, Permission.REVIEW_ANSWERS,
    Permission.HOLD_TALKS, Permission.BREAK_GLASS, Permission.HANDLE_REQUESTS,
}  # fmt: skip
SETS = [frozenset(each) for each in chain.from_iterable(combinations(Role, size) for size in range(len(Role) + 1))]


def test_the_table_knows_every_role() -> None:
    assert set(GRANTS) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_everybody_has_a_start_page(role: Role) -> None:
    assert Permission.SEE_TODAY in permissions_of([role])


@pytest.mark.parametrize(("permission", "holders"), [
    (Permission.LOG_CONTACTS, {WORKER}),
    (Permission.BE_PRESENT, {WORKER, COORDINATOR}),
    (Permission.SEE_FOLLOW_UP_LOAD, {COORDINATOR}),
])  # fmt: skip
def test_only_these_roles_may(permission: Permission, holders: set[Role]) -> None:
    assert {role for role in Role if permission in GRANTS[role]} == holders


def test_the_content_roles_are_those_that_may_read_words() -> None:
    assert {role for role in Role if GRANTS[role] & READS_WORDS} == CONTENT_ROLES


@pytest.mark.parametrize("role", Role)
def test_who_reads_words_or_lets_people_in_needs_a_second_factor(role: Role) -> None:
    assert needs_second_factor([role]) is (role in {WORKER, COORDINATOR, RESEARCHER, ADMINISTRATOR})


def test_who_may_not_be_one_person_with_a_role_that_reads_words() -> None:
    """A researcher reads across schools, the team at its own: neither is one with the other, the school or the keys."""
    for role in CONTENT_ROLES:
        apart = {other for other in Role if conflict({role, other})}
        assert apart == {ADMINISTRATOR} | SCHOOL_ROLES | (TEAM_ROLES if role is RESEARCHER else {RESEARCHER})


def test_without_a_role_nothing_is_allowed() -> None:
    assert permissions_of([]) == frozenset()


@given(st.sets(st.sampled_from(Role)), st.sets(st.sampled_from(Role)))
def test_two_hats_allow_what_each_allows_and_no_more(one: set[Role], other: set[Role]) -> None:
    assert permissions_of(one | other) == permissions_of(one) | permissions_of(other)


@pytest.mark.parametrize(("one", "other"), [*permutations(Role, 2)], ids=str)
def test_two_roles_meet_or_do_not_in_either_order(one: Role, other: Role) -> None:
    assert (conflict([one, other]) is not None) == (frozenset({one, other}) in FORBIDDEN)


@pytest.mark.parametrize("held", SETS, ids=lambda held: "+".join(sorted(held)) or "nobody")
def test_a_conflict_names_two_roles_that_are_held(held: frozenset[Role]) -> None:
    wrong = {pair for pair in FORBIDDEN if pair <= held}
    found = conflict(held)
    assert (found is not None) == bool(wrong)
    assert found is None or frozenset(found) in wrong


@pytest.mark.parametrize("role", Role)
def test_the_same_role_twice_is_no_conflict(role: Role) -> None:
    assert conflict([role, role]) is None
