"""What came of the lessons of the demo: agreements of classes, and carers who were reached."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from jsp.demo.people import People
from jsp.extensions import db
from jsp.models.lesson_reach import Agreement, CarerReach
from jsp.models.lessons import LessonSeries
from jsp.rules.session import AgreementState, Channel

TO_TRY = "vkp7rd"  # the code of V2B, on the board of its classroom
AGREEMENTS = (
    # class, lesson, text, state, where it is written, owner
    ("V2B", 1, "We lachen niet om iemand die iets vraagt", AgreementState.CLASS, "", "Bart"),
    ("B1C", 2, "Stop is stop", AgreementState.PROPOSED, "", "Annelies"),
    ("PW42", 3, "Feedback geef je 1-op-1", AgreementState.ADOPTED, "BPV-wijzer, §3", "Mehmet"),
)
REACHED = {1: (19, 17, 5, 2), 2: (18, 15, 4, 1), 3: (21, 20, 7, 3)}  # of V2B: reached, viewed, thumbs, replies


def add_reach(made: Mapping[str, LessonSeries], people: People, *, today: date) -> None:
    """Add both to the series of this year; flushes."""
    made["V2B"].school_class.public_code = TO_TRY
    for at, (code, position, text, state, written_in, owner) in enumerate(AGREEMENTS, start=1):
        series, changed_on = made[code], today - timedelta(days=10)
        db.session.add(Agreement(
            id=UUID(int=at, version=4), school_class_id=series.school_class_id,
            lesson_id=series.lessons[position - 1].id, text=text, state=state, written_in=written_in,
            owner_id=people.users[owner].id, made_on=today - timedelta(days=30), changed_on=changed_on,
            adopted_on=changed_on if written_in else None,
            check_on=today + timedelta(days=60) if written_in else None,
        ))  # fmt: skip
    for position, (reached, viewed, thumbs, replies) in REACHED.items():
        db.session.add(CarerReach(
            lesson_id=made["V2B"].lessons[position - 1].id, sent_on=today - timedelta(days=7 * (5 - position)),
            channel=Channel.SCHOOL_SYSTEM, reached=reached, viewed=viewed, thumbs=thumbs, replies=replies, coming=0,
        ))  # fmt: skip
    db.session.flush()
