"""Who may read a talk: who holds it, and others only what was approved by enough people."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.talk_texts import TextKind
from jsp.rules.talk import Part, TalkState
from jsp.verbs import talk_texts
from tests.browser import Browser
from tests.focus_groups import rows

READERS = ("sanne", "lieke", "otto", "renske", "nora")


def readers(app: Flask, where: str) -> set[str]:
    return {name for name in READERS if Browser(app).signed_in(name).get(where).status == 200}


@pytest.mark.parametrize(("state", "seats", "site", "who"), [
    (TalkState.DRAFT, rows.MENTORS, "raayland", {"sanne"}),
    (TalkState.READ_BACK, rows.MENTORS, "raayland", {"sanne"}),
    (TalkState.APPROVED, rows.MENTORS, "raayland", {"sanne", "renske", "nora"}),
    (TalkState.APPROVED, rows.MENTORS, "verweg", {"sanne", "nora"}),
    (TalkState.APPROVED, {Part.TEACHER: 4}, "raayland", {"sanne"}),
    (TalkState.APPROVED, {Part.TEACHER: 5}, "raayland", {"sanne", "renske", "nora"}),
])  # fmt: skip
def test_others_read_what_enough_people_approved(
    app: Flask, state: TalkState, seats: dict[Part, int], site: str, who: set[str]
) -> None:
    with app.app_context():
        group = rows.add_group(state=state, seats=seats, sites=(site,))
        db.session.commit()
        where = f"/focus-groups/{group.id}"
    assert readers(app, where) == who


def test_what_was_approved_stays_as_it_is_in_the_database_too(app: Flask) -> None:
    with app.app_context():
        group = rows.add_group(state=TalkState.APPROVED)
        text = rows.add_text(group)
        db.session.commit()
        talk_texts.rewrite(text, "iets anders")
        with pytest.raises(Exception, match="what was approved stays as it is"):
            db.session.flush()
        db.session.rollback()
        assert text.kind is TextKind.NOTES
        assert text.words == rows.SAID
