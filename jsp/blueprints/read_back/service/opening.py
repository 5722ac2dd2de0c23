"""What a link shows."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, or_, select

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.finding_rows import is_shared
from jsp.models.findings import Decision, Evidence, Finding
from jsp.models.focus_group_rows import least, texts_of
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.talk_texts import TalkText
from jsp.rules.refusal import NotFoundError
from jsp.rules.taken_back import TAKEN_BACK, own_lines, words_of
from jsp.rules.talk_reading import Phase, phase
from jsp.rules.talk_text import Paragraph, paragraphs
from jsp.verbs import signed_links, talk_links

KIND = "talk"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text as its reader sees it. `at`: its place in the text; `is_gone`: it was taken back."""

    at: int
    said_by: str
    words: str
    is_heading: bool
    is_own: bool
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text in its lines, without those that are empty."""

    id: UUID
    name: str
    lines: list[Line]

    @property
    def own(self) -> list[Line]:
        """What its reader said in it."""
        return [each for each in self.lines if each.is_own]


def is_over(token: str) -> bool:
    """Whether it is a link of ours to a talk of which all that was said has been erased."""
    id, number = signed_links.read(token, purpose=talk_links.PURPOSE)
    query = select(FocusGroup.erased_on).join(Participant, Participant.group_id == FocusGroup.id)
    mine = query.where(Participant.id == id, Participant.link_number == number)
    return db.session.scalar(mine) is not None


def phase_of(group: FocusGroup) -> Phase:
    """How far the talk is for who took part."""
    return phase(group.state, group.held_on, clock.today())


def read_texts(seat: Participant) -> list[Text]:
    """All that was written down, while it is read back; that somebody read it is written down, not who."""
    if phase_of(seat.group) is not Phase.READING:
        return []
    audit.record(Action.READ, KIND, seat.group_id, of_nobody=True)
    return [_shown(each, seat.tag) for each in texts_of(seat.group)]


def own_line(seat: Participant, text_id: UUID, at: int) -> tuple[TalkText, str, str]:
    """The text, its line at that place, and what was said in it. Raises NotFoundError for one that is not their own."""
    text = next((each for each in texts_of(seat.group) if each.id == text_id), None)
    if text is None or phase_of(seat.group) is not Phase.READING:
        raise NotFoundError(text_id)
    words = text.words
    for line in own_lines(words, seat.tag):
        if line.at == at:
            return text, words[line.span.start : line.span.end], words_of(words, line)
    raise NotFoundError(at)


def count_own(seat: Participant) -> int:
    """In how many lines something stands that they said."""
    return sum(len(own_lines(each.words, seat.tag)) for each in texts_of(seat.group))


def told(group: FocusGroup) -> list[Decision]:
    """What was done with what was said in this talk, as far as it was told, the newest first."""
    of_this = select(Evidence.finding_id).where(Evidence.group_id == group.id)
    query = select(Decision).join(Decision.finding).where(
        Finding.id.in_(of_this), Finding.archived_on.is_(None), Decision.told != ""
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Decision.told_on.desc(), Decision.id)))


def findings_of(group: FocusGroup, decisions: Collection[Decision]) -> dict[UUID, str]:
    """The words of their findings, by key; not of one in which words of another talk may be that stays inside."""
    elsewhere = select(Evidence.id).where(Evidence.finding_id == Finding.id, Evidence.group_id != group.id)
    is_for_us = or_(~exists(elsewhere.correlate(Finding)), is_shared(least()))
    of_these = Finding.id.in_({each.finding_id for each in decisions})
    query = select(Finding.id, Finding.words).where(of_these, is_for_us)
    return {id: words for id, words in db.session.execute(query)}


def _shown(text: TalkText, tag: str) -> Text:
    words = text.words
    return Text(text.id, text.name, [_line(words, each, tag) for each in paragraphs(words) if each.words.length])


def _line(text: str, line: Paragraph, tag: str) -> Line:
    words = words_of(text, line)
    is_gone = words.strip() == TAKEN_BACK
    is_own = line.said_by == tag and not line.is_heading and not is_gone and bool(words.strip())
    return Line(line.at, line.said_by, words, line.is_heading, is_own, is_gone)
