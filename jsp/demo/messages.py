"""Writes the conversations of the demo down, with one reply code that anybody may try."""

from base64 import b64encode
from datetime import date, timedelta
from hashlib import sha256
from random import Random

from jsp.blueprints.messages.service.codes import PEPPER, place_of_key
from jsp.code_pace import mark_of
from jsp.demo import questions
from jsp.demo.ground import Ground
from jsp.demo.people import People
from jsp.demo.questions import ASKER, RequestStory, Story
from jsp.demo.talks import new_id
from jsp.extensions import db
from jsp.models.messages import ClassRequest, Message, Reach, Thread
from jsp.models.promises import plans_from
from jsp.models.sealed import keys
from jsp.rules import reply_lock
from jsp.rules.keys import KEY_BYTES, DossierKey
from jsp.rules.promise import Plan
from jsp.rules.reply_code import make_code
from jsp.rules.thread import Clocks, ReachKind, Side, ThreadState, Triage

TO_TRY = make_code(sha256(b"the code of the demo").digest())
CLOCKS = Clocks(days=30, most=120)
OLDEST = timedelta(days=62)


def add_messages(rng: Random, ground: Ground, people: People, *, today: date) -> None:
    """Add the conversations, each relative to today."""
    plans = plans_from(today - OLDEST, [site.id for site in ground.sites.values()])
    for story in (*questions.STORIES, *questions.REQUESTS):
        days = [weekday(today - timedelta(days=ago)) for ago, _who, _text in story.said]
        key = rng.randbytes(KEY_BYTES)
        thread = _thread(rng, story, ground, people, days)
        thread.key = b64encode(key).decode()
        _promise(thread, plans)
        if thread.asker_id is None and not story.phone:
            _give_code(thread, key, TO_TRY if story.is_to_try else make_code(rng.randbytes(KEY_BYTES)))
        db.session.add(thread)
        db.session.flush()
        _add_said(rng, story, thread, DossierKey(key), days, people)
        _add_beside(story, thread, ground)


def _thread(rng: Random, story: Story, ground: Ground, people: People, days: list[date]) -> Thread:
    return Thread(
        id=new_id(rng), site_id=ground.sites[story.site].id if story.site else None,
        theme_id=ground.themes[story.theme].id, asked_by=story.asked_by, asked_on=days[0], last_on=days[-1],
        asker_id=people.users[story.asker].id if isinstance(story, RequestStory) else None, waiting_since=days[0],
        state=story.state, expires_on=CLOCKS.expires_on(first=days[0], last=days[-1]), school_days=1,
        is_answer_unread=not story.is_read, triage=Triage.NEW if story.state is ThreadState.OPEN else Triage.REAL,
    )  # fmt: skip


def _give_code(thread: Thread, key: bytes, code: str) -> None:
    lock = reply_lock.lock_of(code, keys().derive(PEPPER))
    thread.lookup, thread.word_mark = lock.lookup, mark_of(code)
    thread.code_key_sealed = lock.wrap(key, place=place_of_key(thread.id))


def weekday(day: date) -> date:
    """That day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _promise(thread: Thread, plans: dict[int, Plan]) -> None:
    thread.promise = plans[thread.site_id].promise(thread.asked_on, 1) if thread.site_id else None
    thread.told_on, thread.told_until = thread.promised_on, thread.promised_until


def _add_said(rng: Random, story: Story, thread: Thread, opened: DossierKey, days: list[date], people: People) -> None:
    for at, ((_ago, who, text), day) in enumerate(zip(story.said, days, strict=True)):
        id = new_id(rng)
        db.session.add(Message(
            id=id, thread_id=thread.id, position=at, side=Side.TEAM if who != ASKER else Side.ASKER, on=day,
            writer_id=people.users[who].id if who != ASKER else None,
            body_sealed=opened.seal(text, place=Message.place(id)),
        ))  # fmt: skip
        thread.assigned_id = people.users[who].id if who != ASKER else thread.assigned_id


def _add_beside(story: Story, thread: Thread, ground: Ground) -> None:
    if story.phone:
        reach = Reach(id=thread.id, kind=ReachKind.PHONE)
        reach.value = story.phone
        db.session.add(reach)
    if isinstance(story, RequestStory):
        of_class = next(each.id for each in ground.classes if each.code == story.school_class)
        db.session.add(ClassRequest(
            id=thread.id, school_class_id=of_class, wish=story.wish, urgency=story.urgency, result=story.result,
            result_on=thread.last_on if story.result else None,
        ))  # fmt: skip
