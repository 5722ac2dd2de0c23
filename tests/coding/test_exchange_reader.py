"""What is taken out opens in an independent reader (pyqdpx), and holds what the database holds."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.talk_texts import TalkText
from jsp.rules.qda import user_key
from tests.browser import Browser
from tests.coding.exchange import coded, take_out
from tests.focus_groups import rows
from tests.rules.qda_reader import reader


def test_an_independent_reader_finds_what_the_database_holds(app: Flask, tmp_path: Path) -> None:
    made = coded(app)
    file = tmp_path / "project.qdpx"
    file.write_bytes(take_out(Browser(app).signed_in("sanne").in_language("en"), made.group))
    with redirect_stdout(StringIO()):
        packed = reader().QDPX(str(file))
        opened, text = packed.get_project(), packed.get_source(str(made.text))
    [source] = opened.sources.values()
    with app.app_context():
        row = db.session.get_one(TalkText, made.text)
        assert (
            (source.guid, source.name, text) == (str(row.id), row.name, row.words) == (str(row.id), row.name, rows.SAID)
        )
        assert {(each.guid, each.name, each.description or "", each.parent.guid) for each in opened.codes.values()
                if each.parent} == {
            (str(each.id), each.name, each.definition, str(each.under_id)) for each in db.session.scalars(select(Code))
        }  # fmt: skip
        assert {each.guid for each in opened.codes.values() if not each.parent} == {
            str(each.id) for each in db.session.scalars(select(Codebook))
        }
        held = db.session.execute(
            select(Passage, Coding).join(Coding, Coding.passage_id == Passage.id).where(Coding.is_off.is_(False))
        ).all()
        assert {
            (each.guid, each.start, each.end, text[each.start : each.end], each.code.guid, each.user.guid)
            for each in source.coded_selections.values()
        } == {
            (str(passage.id), passage.starts, passage.ends, row.words[passage.starts : passage.ends],
             str(coding.code_id), str(user_key(coding.coder_id)))
            for passage, coding in held
        }  # fmt: skip
        assert {"café-gesprek 😀 hielp", "😀 hielp: één vraag"} <= {
            row.words[passage.starts : passage.ends] for passage, _coding in held
        }
