"""`flask audit verify` finds whatever was done to the trail, and cries about nothing else."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from jsp import audit
from jsp.extensions import db
from jsp.models.audit import AuditCheckpoint, AuditEntry, AuditLink
from jsp.rules.trail import START, Entry, Link, chained, first_broken
from jsp.verbs import trail, trail_heads, trail_pruning
from tests.trail.tampering import clear, tamper, unlock, write

NEW = (
    "INSERT INTO audit_entry (id, at, user_id, action, object_kind, object_id) "
    "SELECT 900001, at, user_id, action, object_kind, 'put-in' FROM audit_entry WHERE id = :id"
)
BREAKS = {
    "who": ["UPDATE audit_entry SET user_id = NULL WHERE id = :id"],
    "what": ["UPDATE audit_entry SET action = 'listed' WHERE id = :id"],
    "no action that we know": ["UPDATE audit_entry SET action = 'nothing' WHERE id = :id"],
    "of what": ["UPDATE audit_entry SET object_id = 'another' WHERE id = :id"],
    "of which kind": ["UPDATE audit_entry SET object_kind = 'thread' WHERE id = :id"],
    "when": ["UPDATE audit_entry SET at = '2026-11-23 11:29:59.000000' WHERE id = :id"],
    "for whom": ["UPDATE audit_entry SET on_behalf_of = 'system' WHERE id = :id"],
    "an empty for whom": ["UPDATE audit_entry SET on_behalf_of = '' WHERE id = :id"],
    "the entry gone": ["DELETE FROM audit_entry WHERE id = :id"],
    "all of it gone": ["DELETE FROM audit_entry WHERE id = :id", "DELETE FROM audit_link WHERE entry_id = :id"],
    "gone and closed up": [
        "DELETE FROM audit_entry WHERE id = :id", "DELETE FROM audit_link WHERE entry_id = :id",
        "UPDATE audit_link SET seq = -seq WHERE entry_id > :id", "UPDATE audit_link SET seq = -seq - 1 WHERE seq < 0",
    ],
    "its mark": ["UPDATE audit_link SET mac = :mac WHERE entry_id = :id"],
    "two changed places": [
        "UPDATE audit_link SET entry_id = -1 WHERE entry_id = :id",
        "UPDATE audit_link SET entry_id = :id WHERE entry_id = :next",
        "UPDATE audit_link SET entry_id = :next WHERE entry_id = -1",
    ],
    "one put in at the end": [
        NEW, "INSERT INTO audit_link (seq, entry_id, mac) SELECT max(seq) + 1, 900001, :mac FROM audit_link",
    ],
    "one put in before the beginning": [NEW, "INSERT INTO audit_link (seq, entry_id, mac) VALUES (0, 900001, :mac)"],
    "a mark of nothing": ["INSERT INTO audit_link (seq, entry_id, mac) SELECT max(seq) + 1, -5, :mac FROM audit_link"],
}  # fmt: skip


@pytest.mark.parametrize("how", BREAKS)
def test_what_was_done_to_an_entry_is_found(app: Flask, how: str) -> None:
    with app.app_context():
        ids = write(6)
        assert trail.verify().holds
        found = tamper(BREAKS[how], id=ids[2], next=ids[3], mac=b"x" * 32)
        assert not found.holds
        assert found.broken is not None


def test_it_says_where(app: Flask) -> None:
    with app.app_context():
        ids = write(6)
        seq = db.session.scalar(select(AuditLink.seq).where(AuditLink.entry_id == ids[2]))
        found = tamper(BREAKS["who"], id=ids[2])
        assert seq is not None
        assert found.broken is not None
        assert (found.broken.seq, found.broken.entry_id, found.seq) == (seq, ids[2], seq - 1)


def test_what_was_put_in_beside_the_chain_is_found(app: Flask) -> None:
    with app.app_context():
        found = tamper([NEW], id=write(3)[0])
        assert (found.unplaced, found.broken, found.holds) == (1, None, False)


def test_a_checkpoint_that_nobody_signed_is_found(app: Flask) -> None:
    """Who took out the beginning says that it was old."""
    with app.app_context():
        write(5)
        unlock()
        seq, mac = db.session.execute(select(AuditLink.seq, AuditLink.mac).order_by(AuditLink.seq).limit(1)).one()
        values = {"seq": seq, "mac": mac, "signature": b"x" * 32}
        made_at = db.session.scalar(select(AuditEntry.at).limit(1))
        entry = select(AuditLink.entry_id).where(AuditLink.seq == seq).scalar_subquery()
        db.session.execute(AuditEntry.__table__.delete().where(AuditEntry.id == entry))
        db.session.execute(AuditLink.__table__.delete().where(AuditLink.seq == seq))
        db.session.execute(insert(AuditCheckpoint).values(**values, made_at=made_at))
        db.session.commit()
        assert trail.verify().forged == (seq,)


def publish() -> None:
    trail_heads.publish_head()
    db.session.commit()


@pytest.fixture
def heads(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(app.config, "AUDIT_HEAD_FILE", tmp_path / "heads.jsonl")
    return tmp_path / "heads.jsonl"


def cut_off(ids: list[int]) -> trail.Verdict:
    first = {"id": ids[0]}
    return tamper(["DELETE FROM audit_entry WHERE id >= :id", "DELETE FROM audit_link WHERE entry_id >= :id"], **first)


def test_what_was_cut_off_at_the_end_is_found_by_the_published_end(app: Flask, heads: Path) -> None:
    with app.app_context():
        ids = write(6)
        publish()
        assert (trail.verify().holds, trail.verify().heads) == (True, 1)
        found = cut_off(ids[4:])
        assert (found.broken, len(found.unfit), found.holds) == (None, 1, False)


def test_a_trail_that_was_written_anew_does_not_fit_the_published_end(app: Flask, heads: Path) -> None:
    """Even by who has the key."""
    with app.app_context():
        ids = write(4)
        publish()
        cut_off(ids[2:])
        write(2, who="otto")
        found = trail.verify()
        assert (found.broken, len(found.unfit)) == (None, 1)


def meanwhile(act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let that be done once, at the moment at which the chain was walked along."""
    walk, acts = trail._walk, [act]

    def walks(begin: trail.Checkpoint) -> Any:
        found = walk(begin)
        for each in acts[:1]:
            acts.clear()
            each()
        return found

    monkeypatch.setattr(trail, "_walk", walks)


def test_what_goes_because_of_its_age_while_it_is_looked_at_was_not_cut_off(
    app: Flask, heads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        clear()
        with freeze_time("2024-06-01 10:00:00"):
            write(3)
            publish()
            write(2)
        write(2)
        meanwhile(trail_pruning.prune, monkeypatch)
        assert (trail.verify().unfit, trail.verify().holds) == ((), True)
        assert trail.newest_checkpoint()[0] > trail.read_heads(heads)[0][0].seq


def test_an_end_that_is_published_while_it_is_looked_at_is_for_the_next_time(
    app: Flask, heads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looks sees the trail as it was when they began, so they cannot know that end."""
    with app.app_context():
        write(3)
        publish()
        later = '{"day": "2026-11-24", "seq": 900000, "mac": "00"}\n'
        meanwhile(lambda: heads.write_text(heads.read_text() + later), monkeypatch)
        first = trail.verify()
        assert (first.heads, first.holds) == (1, True)
        assert len(trail.verify().unfit) == 1


@pytest.mark.parametrize("line", ["", "{}", "[1]", '{"day": "2026-11-22", "seq": "x", "mac": ""}', "\x00\xff"])
def test_a_line_that_says_nothing_is_said(app: Flask, heads: Path, line: str) -> None:
    with app.app_context():
        write(1)
        heads.write_text(f"{line}\n")
        assert (trail.verify().unreadable, trail.verify().holds) == (1, False)


def test_an_end_is_published_once_a_day_for_the_owner_alone(app: Flask, heads: Path) -> None:
    with app.app_context():
        write(2)
        seq, mac = audit.head()
        for _ in range(3):
            publish()
        assert [json.loads(line) for line in heads.read_text().splitlines()] == [
            {"day": "2026-11-23", "seq": seq, "mac": mac.hex()}
        ]
        assert heads.stat().st_mode & 0o777 == 0o600


ENTRIES = st.lists(
    st.builds(
        Entry, st.integers(1, 10**9), st.datetimes(timezones=st.just(UTC)), st.none() | st.integers(1, 9), st.text(),
        st.text(), st.text(), st.none() | st.text(min_size=1),
    ),
    min_size=1, max_size=12, unique_by=lambda entry: entry.id,
)  # fmt: skip
KEY = bytes(range(32))


def holds(links: list[Link], entries: list[Entry]) -> bool:
    by_id = {entry.id: entry for entry in entries}
    rows = [(link, by_id.get(link.entry_id)) for link in links]
    return first_broken(rows, after=0, before=START, key=KEY)[2] is None


@given(ENTRIES, st.data())
def test_any_change_of_any_entry_is_found(entries: list[Entry], data: st.DataObject) -> None:
    links = chained(entries, after=0, before=START, key=KEY)
    assert holds(links, entries)
    at = data.draw(st.integers(0, len(entries) - 1))
    other = data.draw(ENTRIES)[0]
    field = data.draw(st.sampled_from([each.name for each in fields(Entry)]))
    changed = replace(entries[at], **{field: getattr(other, field)})
    assert holds(links, [*entries[:at], changed, *entries[at + 1 :]]) == (changed == entries[at])


@given(ENTRIES, st.data())
def test_any_other_order_gap_or_repeat_is_found(entries: list[Entry], data: st.DataObject) -> None:
    links = chained(entries, after=0, before=START, key=KEY)
    other = data.draw(st.lists(st.sampled_from(links), max_size=len(links) + 2))
    moved = data.draw(st.booleans())
    if moved:  # who moves them writes down new numbers
        other = [replace(link, seq=seq) for seq, link in enumerate(other, start=1)]
    assert holds(other, entries) == (other == links[: len(other)])


@given(ENTRIES)
def test_who_lacks_the_key_makes_no_chain(entries: list[Entry]) -> None:
    assert not holds(chained(entries, after=0, before=START, key=bytes(32)), entries)
