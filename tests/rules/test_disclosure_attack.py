"""A colleague who saw one pupil walk in, knows all about the others, and wants to know what that one asked.

Each attack is played at many schools, at half of which the answer is yes, and guesses. Whoever sees nothing is
right half the time; whoever sees noisy figures once may be right as often as the noise lets them (e/(1+e) = 73 % where
one question more in one cell is all the difference). An attack wins where it is right more often than it may. None wins
against our way; each way that was spoiled on purpose loses to at least one (security dossier 4.4).
"""

import random
from collections.abc import Callable

import pytest

from jsp.rules.disclosure import ALL_WEIGHTS, Released, release
from tests.rules.played_school import LONG, School, Silent, Way

SCHOOLS, LOOKS = 200, 40
HALF_A_STEP = 1.15  # of 2.3, by which the mean of a figure grows from 17 to 18
ONE_LOOK, NOTHING = 0.80, 0.60  # how often an attack may be right: 73 % and 50 %, and a little for chance


def number_of(found: Released | None, theme: int) -> int:
    return (found.shown.get(theme) or 5) if found else 0


def others_came(school: School) -> None:
    """Just as many as make one more turn the figure that is shown, as a rule."""
    school.came(1, 17)
    school.came(2, 17)


def looks(school: School) -> list[int]:
    """The figure of the first theme and the first period, each time that the page is opened."""
    return [number_of(school.page().get(0), 1) for _time in range(LOOKS)]


def mean(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers)


def subtraction(school: School, secret: bool) -> bool:
    """A hidden cell is what the shown ones leave of the total; the attacker knows that two others asked about it."""
    school.came(1, 20)
    school.came(2, 20)
    school.came(3, 2 + secret)
    found = school.wait_for_figures()
    return (found.total or 0) - number_of(found, 1) - number_of(found, 2) >= 5


def overlap(school: School, secret: bool) -> bool:
    """Many stretches of days that differ by the day on which the pupil came."""
    others_came(school)
    school.today = 50
    school.came(1, int(secret))
    both = [(school.ask(0, 50), school.ask(0, 51)) for _time in range(LOOKS)]
    return mean([number_of(long, 1) - number_of(short, 1) for short, long in both]) > HALF_A_STEP


def reload_around_a_visit(school: School, secret: bool) -> bool:
    """The page is read again and again before and after the pupil was in the room."""
    others_came(school)
    before = mean(looks(school))
    school.came(1, int(secret))
    return mean(looks(school)) - before > HALF_A_STEP


def wait_for_the_step(school: School, secret: bool) -> bool:
    """A figure goes up at some number: friends come until it does, and again where the pupil may have been."""
    apart = School(school.way, school.chance)
    return friends_until_the_step(apart, False) != friends_until_the_step(school, secret)


def friends_until_the_step(school: School, pupil: bool) -> int:
    """How many come."""
    others_came(school)
    school.came(1, int(pupil))
    first = number_of(school.page().get(0), 1)
    for friends in range(10):
        if number_of(school.page().get(0), 1) > first:
            return friends
        school.came(1)
    return 10


def differencing_of_days(school: School, secret: bool) -> bool:
    """Once figures are made, the day of the conversation is 'set right' into the next period, period after period."""
    school.came(1, int(secret))
    found = []
    for period in range(LOOKS):
        school.today = period * LONG
        school.came(1, 9)
        school.came(2, 15)
        if secret:
            school.set_right(0, on=school.today)
        found.append(number_of(school.wait_for_figures(period), 1))
    return mean(found[1:]) > 7.5


def fake_reports(school: School, secret: bool) -> bool:
    """Reports lift a cell to where figures begin, in which there would be none."""
    school.came(1, int(secret))
    school.came(1, 9, is_triaged=False)
    school.came(2, 15)
    school.came(3, 15)
    return number_of(school.wait_for_figures(), 1) >= 10


def second_release(school: School, secret: bool) -> bool:
    """The figures are there; then trifles of the period are set right, and each time the page is read again."""
    others_came(school)
    school.came(1, int(secret))
    found = []
    for _time in range(LOOKS):
        found.append(number_of(school.wait_for_figures(), 1))
        school.set_right(0, on=1)
    return mean(found) > 17.5


def homogeneous_period(school: School, secret: bool) -> bool:
    """Everybody came about the same: whoever was seen to come did."""
    school.came(1 if secret else 2, 20)
    return number_of(school.wait_for_figures(), 1) >= 10


def all_but_one(school: School, secret: bool) -> bool:
    """Nine others asked about it; is it ten?"""
    school.came(1, 9 + secret)
    school.came(2, 15)
    return number_of(school.wait_for_figures(), 1) >= 10


def many_visits(school: School, secret: bool) -> bool:
    """The pupil comes a dozen times about the same thing."""
    if secret:
        school.came(1)
        school.came(1, 12, is_return=True)
    school.came(1, 3)
    school.came(2, 15)
    school.came(3, 15)
    return number_of(school.wait_for_figures(), 1) >= 10


Attack = Callable[[School, bool], bool]
MAY: dict[Attack, float] = {
    subtraction: ONE_LOOK, overlap: NOTHING, reload_around_a_visit: NOTHING, wait_for_the_step: NOTHING,
    differencing_of_days: ONE_LOOK, fake_reports: NOTHING, second_release: ONE_LOOK, homogeneous_period: NOTHING,
    all_but_one: ONE_LOOK, many_visits: NOTHING,
}  # fmt: skip
OURS = Way()
SPOILED: dict[str, tuple[Way, set[Attack]]] = {
    "no noise": (Way(without_noise=True), {all_but_one}),
    "live noise": (Way(live=True), {reload_around_a_visit, second_release}),
    "live, with noise that is kept": (Way(live=True, same_noise=True), {wait_for_the_step}),
    "released again": (Way(made_anew=True), {second_release}),
    "who comes back counts again": (Way(returns=True), {many_visits}),
    "reports count untriaged": (Way(untriaged=True), {fake_reports}),
    "periods go by a day that can be changed": (Way(by_editable_day=True), {differencing_of_days}),
    "all of one kind is told": (Way(alike_too=True), {homogeneous_period}),
    "parts of a period can be asked for": (Way(parts=True), {overlap}),
}


def won(attack: Attack, way: Way) -> float:
    """How often it is right."""
    right = 0
    for seed in range(SCHOOLS):
        secret = seed % 2 == 0
        right += attack(School(way, random.Random(seed)), secret) is secret
    return right / SCHOOLS


@pytest.mark.parametrize("attack", MAY, ids=lambda each: each.__name__)
def test_no_attack_wins_against_our_way(attack: Attack) -> None:
    assert won(attack, OURS) <= MAY[attack]


@pytest.mark.parametrize("spoiled", SPOILED)
def test_each_spoiled_way_loses(spoiled: str) -> None:
    way, attacks = SPOILED[spoiled]
    assert [attack.__name__ for attack in attacks if won(attack, way) <= MAY[attack]] == []


def test_noise_is_what_is_left_of_the_weights() -> None:
    """The silent source of the spoiled way draws nought."""
    assert 0 < Silent().randrange(ALL_WEIGHTS) < ALL_WEIGHTS
    assert release({1: 12, 2: 12}, Silent()).shown == {1: 10, 2: 10}
