"""Who may read a talk: who holds it, and others only what was approved by enough people."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from jsp.extensions import db
from jsp.models.focus_group_rows import texts_of
from jsp.models.focus_groups import FocusGroup
from jsp.models.sealed import keys
from jsp.models.talk_texts import TextKind
from jsp.rules.talk import Part, TalkState
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


ADDED = """INSERT INTO talk_text (id, group_id, kind, name, version, made_on)
SELECT :new, group_id, :kind, name, 1, made_on FROM talk_text WHERE group_id = :group"""
REFUSED = "what was approved stays as it is"


def try_it(statement: str, of: FocusGroup, **more: object) -> None:
    """As the database itself is asked; what it refuses is not there."""
    values = {"new": sql_key(uuid4()), "group": sql_key(of.id), **more}
    with db.session.begin_nested():
        db.session.execute(text(statement), {name: values[name] for name in values if f":{name}" in statement})


def sql_key(id: UUID) -> UUID | str:
    return id.hex if db.engine.dialect.name == "sqlite" else id


@pytest.mark.parametrize("statement", [
    ADDED,
    "UPDATE talk_text SET name = 'Anders' WHERE group_id = :group",
    "UPDATE talk_text SET group_id = :group WHERE group_id <> :group",
    "UPDATE focus_group SET state = 'draft', approved_on = NULL, read_until = NULL WHERE id = :group",
    "UPDATE focus_group SET state = 'read_back', approved_on = NULL WHERE id = :group",
])  # fmt: skip
def test_what_was_approved_stays_as_it_is_in_the_database_too(app: Flask, statement: str) -> None:
    with app.app_context():
        group, told = rows.add_told(state=TalkState.APPROVED)
        rows.add_told()
        with pytest.raises(DBAPIError, match=REFUSED):
            try_it(statement, group, kind="transcript")
        db.session.refresh(told)
        assert (told.name, told.words) == ("Verslag", rows.SAID)
        assert len(texts_of(group)) == 1


def test_the_key_around_what_was_approved_may_be_another_but_not_its_words(app: Flask) -> None:
    with app.app_context():
        group, told = rows.add_told(state=TalkState.APPROVED)
        place = f"talk_text.words.{told.id}"
        write = "UPDATE talk_text SET words_sealed = :blob WHERE group_id = :group"
        try_it(write, group, blob=keys().rewrap(told.words_sealed or b"", place=place))
        for other in (keys().seal("anders", place=place), None):
            with pytest.raises(DBAPIError, match=REFUSED):
                try_it(write, group, blob=other)
        again = keys().rewrap(told.words_sealed or b"", place=place)
        with pytest.raises(DBAPIError, match=REFUSED):
            try_it(write.replace("SET", "SET name = 'Anders',"), group, blob=again)
        db.session.refresh(told)
        assert (told.name, told.words) == ("Verslag", rows.SAID)


def test_as_long_as_it_was_not_approved_texts_come_and_it_goes_back(app: Flask) -> None:
    with app.app_context():
        group, _told = rows.add_told(state=TalkState.READ_BACK)
        try_it(ADDED, group, kind="transcript")
        try_it("UPDATE focus_group SET state = 'draft', read_until = NULL WHERE id = :group", group)
        assert len(texts_of(group)) == 2


def test_what_was_approved_is_kept_longer_and_erased(app: Flask) -> None:
    with app.app_context():
        group, _told = rows.add_told(state=TalkState.APPROVED)
        kept = "UPDATE focus_group SET keep_until = held_on, keep_reason_sealed = :why WHERE id = :group"
        try_it(kept, group, why=FocusGroup.keep_reason.seal(FocusGroup, group.id, "Onderzoek"))
        try_it("DELETE FROM talk_text WHERE group_id = :group", group)
        assert texts_of(group) == []


def test_of_the_notes_one_text_comes_and_of_what_was_recorded_many(app: Flask) -> None:
    with app.app_context():
        group, _told = rows.add_told()
        with pytest.raises(IntegrityError, match=r"(?i)unique"):
            try_it(ADDED, group, kind="notes")
        rows.add_text(group, kind=TextKind.TRANSCRIPT)
        rows.add_text(group, kind=TextKind.TRANSCRIPT)
        rows.add_told()
        assert [each.kind for each in texts_of(group)] == [TextKind.NOTES, TextKind.TRANSCRIPT, TextKind.TRANSCRIPT]
