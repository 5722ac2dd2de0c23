"""One page of what was found in a talk, or in all talks about something. It holds only what may leave the groups."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from jsp.blueprints.findings.service.about import About
from jsp.blueprints.findings.service.evidence import Shown, shown
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.finding_rows import list_findings, of_groups, shared_at
from jsp.models.findings import Decision, Finding
from jsp.models.focus_group_rows import least
from jsp.models.focus_groups import FocusGroup
from jsp.rules.coding import FindingKind
from jsp.rules.talk import Part, Point, TalkState
from jsp.rules.talk_report import seats_told

KINDS = {kind: at for at, kind in enumerate(FindingKind)}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its number on the page, and what may be quoted of what it rests on.

    `kept_back`: how many quotes stay inside, for who holds the talks.
    """

    number: int
    finding: Finding
    quotes: list[Shown]
    kept_back: int


@dataclass(frozen=True)
class Report:
    """What was found in these talks. `is_whole`: no talk was left out because this person may not read it."""

    groups: list[FocusGroup]
    findings: list[Told]
    is_whole: bool = True

    @property
    def by_kind(self) -> dict[FindingKind, list[Told]]:
        """The findings under what they say of how it went."""
        found: dict[FindingKind, list[Told]] = defaultdict(list)
        for each in self.findings:
            found[each.finding.kind].append(each)
        return dict(found)

    @cached_property
    def decisions(self) -> list[tuple[int, Decision]]:
        """What was decided, each with the number of its finding."""
        return [(each.number, decision) for each in self.findings for decision in each.finding.decisions]

    @cached_property
    def told(self) -> list[tuple[int, Decision]]:
        """Those of them of which who took part was told what came of it."""
        return [(number, decision) for number, decision in self.decisions if decision.told]

    @property
    def points(self) -> dict[Point, list[int]]:
        """Which findings touch which point of prevention (R105)."""
        return {
            point: found for point in Point
            if (found := [each.number for each in self.findings if point in each.finding.points])
        }  # fmt: skip

    @property
    def seats(self) -> tuple[list[tuple[Part, int]], int]:
        """Who took part, as far as a report says so: talk by talk, for one alone in a talk is known there."""
        named: dict[Part, int] = defaultdict(int)
        others = 0
        for group in self.groups:
            parts, rest = seats_told(seat.part for seat in group.participants)
            others += rest
            for part, count in parts:
                named[part] += count
        return list(named.items()), others

    @property
    def participants(self) -> int:
        """How many took part."""
        return sum(len(each.participants) for each in self.groups)

    def is_inside(self, least: int) -> bool:
        """Whether it is only for who held the talks: something in it is not approved, or of too few people."""
        return not all(each.is_shared(least) for each in self.groups)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a meeting can be about: decisions that are open, each with its finding, and what waits for one."""

    open: list[tuple[Decision, Finding]]
    undecided: list[Finding]


def report_of_talk(user: User, group: FocusGroup) -> Report:
    """What was found in it; the caller looked who may see it."""
    return Report([group], _told(user, {group.id}))


def report_about(user: User, about: About, since: date) -> Report:
    """What was found in the approved talks about it that this person may read, from that day on."""
    talks = about.talks, FocusGroup.held_on >= since
    approved = FocusGroup.state == TalkState.APPROVED
    query = FocusGroup.visible_to(user, least=least()).where(*talks, approved).order_by(FocusGroup.held_on)
    groups = list(db.session.scalars(
        query.options(selectinload(FocusGroup.participants), selectinload(FocusGroup.sites))
    ))  # fmt: skip
    all_of_them = db.session.scalar(select(func.count()).select_from(FocusGroup).where(*talks))
    return Report(groups, _told(user, {each.id for each in groups}), len(groups) == all_of_them)


def agenda(user: User, sites: Collection[int] | None) -> Agenda:
    """What a meeting at these sites (or any) can be about: findings that are for others than the groups behind them."""
    findings = list_findings(user, shared_at(sites))
    still_open = [
        (decision, each) for each in findings for decision in each.decisions if decision.done_on is None
    ]  # fmt: skip
    return Agenda(still_open, [each for each in findings if not each.decisions])


def _told(user: User, group_ids: Collection[UUID]) -> list[Told]:
    findings = list_findings(user, of_groups(group_ids))
    findings.sort(key=lambda each: (KINDS[each.kind], each.made_on, each.id))
    rows = [row for each in findings for row in each.evidence if row.group_id in group_ids]
    quotes: dict[UUID, list[Shown]] = defaultdict(list)
    for one in shown(user, rows):
        quotes[one.row.finding_id].append(one)
    return [_tell(number, each, quotes[each.id]) for number, each in enumerate(findings, start=1)]


def _tell(number: int, finding: Finding, quotes: Sequence[Shown]) -> Told:
    free = [each for each in quotes if each.is_free and each.words]
    return Told(number, finding, free, len(quotes) - len(free))
