"""An approved talk of everything, for tests of what becomes of it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask

from jsp import mail
from jsp.extensions import db
from jsp.models.findings import Decision, Evidence, Finding
from jsp.models.focus_groups import FocusGroup, Participant, Pseudonym
from jsp.models.talk_texts import Correction, CorrectionKind, TalkNote, TalkText
from jsp.rules.coding import FindingKind
from jsp.rules.talk import TalkState
from tests import make
from tests.focus_groups import rows

DAY = timedelta(days=1)
SECRETS = ("Iedereen knikte", "Petra de Vries", "petra@school.example", "Wat er stond", "café-gesprek", "Een notitie",
           "Hij bedoelt de mentor")  # fmt: skip
FREE = "kostte te veel tijd"


def made(app: Flask, *, approved_on: date = make.MONDAY, **more: Any) -> UUID:
    """An approved talk of everything: texts, notes, names, corrections, codes, two quotes behind a finding."""
    with app.app_context():
        group = rows.add_group(state=TalkState.READ_BACK, **more)
        text = rows.add_text(group)
        seats = {each.tag: each for each in group.participants}
        seats["M3"].may_quote, seats["M2"].may_quote = True, False
        seats["M1"].name, seats["M1"].mail = "Petra de Vries", "petra@school.example"
        seats["M1"].mail_id = mail.queue_to(
            "talk_invitation", address="petra@school.example", language="nl", link="x", phone=""
        )
        _add_words(group, seats["M1"])
        _add_quotes(group, text, FREE, "café-gesprek")
        db.session.flush()
        group.state, group.approved_on, group.approved_by_id = TalkState.APPROVED, approved_on, group.made_by_id
        db.session.commit()
        return group.id


def _add_words(group: FocusGroup, seat: Participant) -> None:
    note = TalkNote(id=uuid4(), group_id=group.id, author_id=group.made_by_id, place=1)
    note.words = "Een notitie"
    correction = Correction(
        id=uuid4(), group_id=group.id, participant_id=seat.id, kind=CorrectionKind.CHANGED, made_on=make.MONDAY
    )
    correction.before, correction.after = "Wat er stond", "Wat het werd"
    hidden = Pseudonym(id=uuid4(), group_id=group.id, stand_in="[docent]")
    hidden.real = "Petra de Vries"
    db.session.add_all([note, correction, hidden])


def _add_quotes(group: FocusGroup, text: TalkText, *pieces: str) -> None:
    finding = Finding(
        id=uuid4(), words="Voorbereiden duurt lang.", kind=FindingKind.HINDRANCE, points=[], made_on=make.MONDAY,
        made_by_id=group.made_by_id,
    )  # fmt: skip
    db.session.add(finding)
    db.session.flush()
    db.session.add(Decision(id=uuid4(), finding_id=finding.id, what="Les korter", who="Sanne", made_on=make.MONDAY,
                            made_by_id=group.made_by_id))  # fmt: skip
    code = rows.add_code(rows.add_book(f"Boek {group.id}"), "tijd")
    for at, piece in enumerate(pieces):
        coding = rows.add_coding(text, code, piece)
        coding.memo = "Hij bedoelt de mentor"
        db.session.add(Evidence(id=uuid4(), finding_id=finding.id, group_id=group.id, passage_id=coding.passage_id,
                                place=at))  # fmt: skip
