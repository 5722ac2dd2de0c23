"""Whose yes it takes, by age band and decision, and which answers count (dossier 6.2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jsp.rules.consent import (
    Age,
    Answer,
    Custody,
    Decision,
    Given,
    Giver,
    Needed,
    Policy,
    ReceiverRule,
    Who,
    disagreeing,
    needed,
    standing,
)
from jsp.rules.setting_list import BY_KEY

DAY = date(2026, 11, 23)
NAMES = {Age.UNDER_12: "under_12", Age.FROM_12: "from_12", Age.FROM_16: "from_16"}
OWN, BOTH, TWO_PARENTS = Needed(True, 0), Needed(True, 2), Needed(False, 2)
YES = Given(
    decision=Decision.SHARE, giver=Giver.YOUNG_PERSON, answer=Answer.GIVEN, until=DAY, packet="this", receiver=1
)  # fmt: skip


def usual(kind: str = "vo", **who: Who) -> Policy:
    """As a JSP begins, with what is changed of it: `share_from_12=Who.OWN`."""
    decides = {
        (decision, age): who.get(f"{decision}_{name}", Who(BY_KEY[f"consent_{decision}_{name}"].default))
        for decision in Decision
        for age, name in NAMES.items()
    }
    return Policy(who=decides, unknown=Age(BY_KEY[f"age_unknown_{kind}"].default))


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize(("age", "vo", "mbo"), [
    (Age.UNDER_12, TWO_PARENTS, TWO_PARENTS), (Age.FROM_12, BOTH, BOTH), (Age.FROM_16, OWN, OWN),
    (Age.FROM_18, OWN, OWN), (Age.UNKNOWN, BOTH, OWN),
])  # fmt: skip
def test_the_age_matrix_as_a_jsp_begins(decision: Decision, age: Age, vo: Needed, mbo: Needed) -> None:
    for kind, expected in (("vo", vo), ("mbo", mbo)):
        assert needed(decision, age, policy=usual(kind), custody=Custody.NOT_ASKED) == expected


@pytest.mark.parametrize(("custody", "parents"), [
    (Custody.NOT_ASKED, 2), (Custody.ONE, 1), (Custody.TWO, 2), (Custody.GUARDIAN, 1),
])  # fmt: skip
def test_custody_is_asked_and_not_assumed(custody: Custody, parents: int) -> None:
    assert needed(Decision.SHARE, Age.FROM_12, policy=usual(), custody=custody) == Needed(True, parents)
    assert needed(Decision.SHARE, Age.UNDER_12, policy=usual(), custody=custody) == Needed(False, parents)
    assert needed(Decision.SHARE, Age.FROM_16, policy=usual(), custody=custody) == OWN


def test_the_two_decisions_are_apart() -> None:
    policy = usual(share_from_12=Who.OWN)
    assert needed(Decision.SHARE, Age.FROM_12, policy=policy, custody=Custody.TWO) == OWN
    assert needed(Decision.START, Age.FROM_12, policy=policy, custody=Custody.TWO) == BOTH


@pytest.mark.parametrize(("rule", "age", "expected"), [
    (ReceiverRule.PARENTS_UNTIL_16, Age.FROM_12, Needed(True, 1)), (ReceiverRule.PARENTS_UNTIL_16, Age.FROM_16, OWN),
    (ReceiverRule.PARENTS_UNTIL_18, Age.FROM_16, Needed(True, 1)), (ReceiverRule.PARENTS_UNTIL_18, Age.FROM_18, OWN),
    (ReceiverRule.USUAL, Age.UNDER_12, Needed(False, 1)),
    (ReceiverRule.PARENTS_UNTIL_18, Age.UNDER_12, Needed(False, 1)),
])  # fmt: skip
def test_a_receiver_asks_for_more_and_never_for_less(rule: ReceiverRule, age: Age, expected: Needed) -> None:
    policy = usual(share_from_12=Who.OWN)
    assert needed(Decision.SHARE, age, policy=policy, custody=Custody.ONE, receiver=rule) == expected


@pytest.mark.parametrize("not_it", [
    replace(YES, packet="that"), replace(YES, receiver=2), replace(YES, until=DAY - timedelta(1)),
    replace(YES, decision=Decision.START), replace(YES, giver=Giver.PARENT_1), replace(YES, answer=Answer.THINKING),
], ids=str)  # fmt: skip
def test_a_yes_to_something_else_is_no_yes(not_it: Given) -> None:
    for given, complete in (([not_it], False), ([YES], True)):
        assert standing(Decision.SHARE, OWN, given, packet="this", receiver=1, on=DAY).is_complete is complete


@pytest.mark.parametrize("needs", [OWN, BOTH, TWO_PARENTS])
def test_nobody_shares_against_the_will_of_the_young_person(needs: Needed) -> None:
    given = [replace(YES, giver=giver) for giver in Giver]
    assert standing(Decision.SHARE, needs, given, packet="this", receiver=1, on=DAY).is_complete
    given[0] = replace(YES, answer=Answer.REFUSED)
    assert standing(Decision.SHARE, needs, given, packet="this", receiver=1, on=DAY).refused == (Giver.YOUNG_PERSON,)


def test_the_no_of_a_parent_counts_where_a_parent_decides() -> None:
    given = [YES, replace(YES, giver=Giver.PARENT_2, answer=Answer.REFUSED)]
    assert standing(Decision.SHARE, OWN, given, packet="this", receiver=1, on=DAY).is_complete
    stands = standing(Decision.SHARE, BOTH, given, packet="this", receiver=1, on=DAY)
    assert (stands.missing, stands.refused) == ((Giver.PARENT_1,), (Giver.PARENT_2,))


def test_parents_disagree_when_one_says_yes_and_the_other_no() -> None:
    yes, no = replace(YES, giver=Giver.PARENT_1), replace(YES, giver=Giver.PARENT_2, answer=Answer.REFUSED)
    assert disagreeing([yes, no], Decision.SHARE)
    assert not disagreeing([yes, no], Decision.START)
    assert not disagreeing([YES, no], Decision.SHARE)
    assert not disagreeing([yes, replace(no, answer=Answer.THINKING)], Decision.SHARE)
