"""Whatever happens in whatever order: nothing is sent without the yes of everybody who decides."""

from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jsp.rules.consent import (
    Age,
    Answer,
    Custody,
    Decision,
    Given,
    Giver,
    Policy,
    ReceiverRule,
    Who,
    needed,
    standing,
)
from jsp.rules.referral import BEFORE_START, CLOSED, SHARED, State, Step, Way, after, can
from jsp.rules.referral_clock import Days, Due, due
from jsp.rules.referral_clock import Standing as Clocks
from jsp.rules.refusal import DomainError

YOUNG, FIRST, SECOND = Giver
OUT = SHARED | {State.NOT_STARTED, State.EXPIRED}
SLOW = Days(nudge=4, call=7, link=9_999, identity=9_999, referral=9_999)
POLICIES = st.builds(
    lambda child, teen, older, unknown: Policy(
        who={
            **{(decision, Age.UNDER_12): child for decision in Decision},
            **{(decision, Age.FROM_12): teen for decision in Decision},
            **{(decision, Age.FROM_16): older for decision in Decision},
        },
        unknown=unknown,
    ),
    st.sampled_from([Who.PARENTS, Who.BOTH]), st.sampled_from([Who.OWN, Who.BOTH]),
    st.sampled_from([Who.OWN, Who.BOTH]), st.sampled_from([Age.FROM_12, Age.FROM_16]),
)  # fmt: skip


class Referring(RuleBasedStateMachine):
    """A referral as its worker sees it. `said` is the story that is checked afterwards: all answers, in their order."""

    @initialize(policy=POLICIES)
    def begin(self, policy: Policy) -> None:
        self.state, self.way, self.policy = State.DRAFT, Way.WARM, policy
        self.age, self.custody, self.receiver_rule = Age.FROM_12, Custody.NOT_ASKED, ReceiverRule.USUAL
        self.packet, self.receiver, self.today = "a", 1, date(2026, 11, 23)
        self.lasts = self.today
        self.said: list[tuple[Decision, Giver, Given | None]] = []
        self.was_right = self.is_erased = self.is_to_tell = False

    @rule(age=st.sampled_from(Age))
    def is_so_old(self, age: Age) -> None:
        self.age = age

    @rule(custody=st.sampled_from(Custody))
    def have_authority(self, custody: Custody) -> None:
        self.custody = custody

    @rule(policy=POLICIES)
    def decides_otherwise(self, policy: Policy) -> None:
        self.policy = policy

    @rule(asks=st.sampled_from(ReceiverRule))
    def receiver_asks(self, asks: ReceiverRule) -> None:
        self.receiver_rule = asks

    @rule(packet=st.sampled_from("ab"))
    def writes(self, packet: str) -> None:
        self.packet = packet

    @rule(receiver=st.sampled_from([1, 2]))
    def goes_to(self, receiver: int) -> None:
        self.receiver = receiver

    @rule(way=st.sampled_from(Way))
    def goes_by(self, way: Way) -> None:
        if self.state is State.DRAFT:
            self.way = way

    @rule(days=st.integers(1, 9))
    def time_goes_by(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(
        decision=st.sampled_from([Decision.SHARE, Decision.SHARE, Decision.START]), giver=st.sampled_from(Giver),
        answer=st.sampled_from([Answer.GIVEN, Answer.GIVEN, *Answer]), days=st.integers(0, 20),
    )  # fmt: skip
    def says(self, decision: Decision, giver: Giver, answer: Answer, days: int) -> None:
        until = self.today + timedelta(days=days)
        given = Given(
            decision=decision, giver=giver, answer=answer, until=until, packet=self.packet, receiver=self.receiver
        )  # fmt: skip
        self.said.append((decision, giver, given))

    @rule(but=st.sampled_from([None, None, *Giver]), answer=st.sampled_from([Answer.THINKING, Answer.REFUSED]))
    def all_say_yes(self, but: Giver | None, answer: Answer) -> None:
        for giver in Giver:
            self.says(Decision.SHARE, giver, answer if giver is but else Answer.GIVEN, 9)

    @rule(giver=st.sampled_from(Giver))
    def takes_it_back(self, giver: Giver) -> None:
        self.said.append((Decision.SHARE, giver, None))

    @rule(step=st.sampled_from(Step))
    def steps(self, step: Step) -> None:
        before = self.state
        try:
            self.state = after(before, step, way=self.way, may_share=self.may_share())
        except DomainError:
            assert step is not Step.SEND or before is not State.AWAITING_CONSENT or not self.should_send()
            return
        if step is Step.SEND:
            assert self.should_send(), "it was sent without a yes that it takes"
            self.was_right, self.lasts = True, min(each.until for each in self.needed_yes() if each)
        if step is Step.CHANGE:
            self.was_right = False

    @precondition(lambda self: self.state is State.DRAFT and self.way is not Way.SELF_CONTACT)
    @rule()
    def asks(self) -> None:
        self.steps(Step.ASK)

    @precondition(lambda self: self.state is State.AWAITING_CONSENT)
    @rule()
    def sends(self) -> None:
        self.steps(Step.SEND)

    @precondition(lambda self: self.state in SHARED)
    @rule()
    def nobody_does_anything_for_long(self) -> None:
        self.today = self.lasts + timedelta(days=1)

    @precondition(lambda self: self.clock_says() in (Due.ERASE, Due.LAPSE))
    @rule()
    def night_falls(self) -> None:
        self.is_to_tell |= self.clock_says() is Due.LAPSE
        self.is_erased = True

    @invariant()
    def the_partner_hears_of_it_on_the_day_after_a_yes_and_once(self) -> None:
        is_over = self.state in SHARED and self.today > self.lasts
        assert (self.clock_says() is Due.LAPSE) == (is_over and not self.is_erased)
        assert self.is_to_tell == self.is_erased, "nothing else is erased here"

    @invariant()
    def nothing_is_out_that_was_not_sent(self) -> None:
        is_out = self.state in OUT or (self.state is State.COMPLETED and self.way is not Way.SELF_CONTACT)
        assert self.was_right or not is_out

    @invariant()
    def the_rule_and_the_story_tell_the_same(self) -> None:
        """At every moment, also when nobody sends."""
        assert self.way is Way.SELF_CONTACT or self.may_share() == self.should_send()

    @invariant()
    def it_can_always_be_stopped(self) -> None:
        for state in BEFORE_START:
            assert can(state, Step.WITHDRAW, way=self.way)
        assert can(self.state, Step.WITHDRAW, way=self.way) == (self.state not in CLOSED)

    def may_share(self) -> bool:
        """As the house does it."""
        needs = needed(
            Decision.SHARE, self.age, policy=self.policy, custody=self.custody, receiver=self.receiver_rule
        )  # fmt: skip
        now = {(decision, giver): given for decision, giver, given in self.said}
        stands = standing(
            Decision.SHARE, needs, [each for each in now.values() if each], packet=self.packet,
            receiver=self.receiver, on=self.today,
        )  # fmt: skip
        return stands.is_complete

    def should_send(self) -> bool:
        """The same, told anew from the story."""
        if self.way is Way.SELF_CONTACT:
            return False
        last = {giver: self.last_of(giver) for giver in Giver}
        if last[YOUNG] and last[YOUNG].answer is Answer.REFUSED:
            return False
        asked = self.parents_asked()
        if asked and any(last[each] and last[each].answer is Answer.REFUSED for each in (FIRST, SECOND)):
            return False
        return all(self.is_yes(each) for each in self.needed_yes())

    def needed_yes(self) -> list[Given | None]:
        asked = [*([YOUNG] if self.young_is_asked() else []), *self.parents_asked()]
        return [self.last_of(each) for each in asked]

    def clock_says(self) -> Due | None:
        """As the house does it; every other clock is too slow to say anything."""
        it = Clocks(
            state=self.state, moved_on=self.today, closed_on=self.today if self.state in CLOSED else None,
            share_until=self.lasts, made_on=self.today, called_on=None, may_nudge=False, is_erased=self.is_erased,
        )  # fmt: skip
        return due(it, self.today, SLOW)

    def last_of(self, giver: Giver) -> Given | None:
        told = [given for decision, who, given in self.said if who is giver and decision is Decision.SHARE]
        return told[-1] if told else None

    def is_yes(self, given: Given | None) -> bool:
        return given is not None and (
            given.answer is Answer.GIVEN and given.packet == self.packet and given.receiver == self.receiver
            and (given.until - self.today).days >= 0
        )  # fmt: skip

    def band(self) -> Age:
        return self.policy.unknown if self.age is Age.UNKNOWN else self.age

    def young_is_asked(self) -> bool:
        """From 12 always; a child where the JSP asks both."""
        return self.band() is not Age.UNDER_12 or self.policy.who[Decision.SHARE, Age.UNDER_12] is Who.BOTH

    def parents_asked(self) -> list[Giver]:
        band = self.band()
        asked = {
            Age.UNDER_12: True,
            Age.FROM_12: self.receiver_rule is not ReceiverRule.USUAL,
            Age.FROM_16: self.receiver_rule is ReceiverRule.PARENTS_UNTIL_18,
            Age.FROM_18: False,
        }[band] or (band is not Age.FROM_18 and self.policy.who[Decision.SHARE, band] is Who.BOTH)
        if not asked:
            return []
        return [FIRST] if self.custody in (Custody.ONE, Custody.GUARDIAN) else [FIRST, SECOND]


Referring.TestCase.settings = settings(
    max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestReferring = Referring.TestCase
