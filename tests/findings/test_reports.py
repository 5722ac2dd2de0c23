"""One page for a talk, one for all about a programme or a theme: only what may leave the groups stands there."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select

from jsp.extensions import db
from jsp.models.findings import Evidence, Finding
from jsp.models.ground import Theme
from jsp.models.programmes import Programme
from jsp.models.talk_texts import TalkText
from jsp.rules.coding import FindingKind
from jsp.rules.talk import Part, TalkForm, TalkState
from jsp.verbs.quotes import quotes_of
from tests import make
from tests.browser import Browser, Page
from tests.findings.rows import add_decision, add_finding, add_finding_of, add_passage
from tests.focus_groups import rows
from tests.lessons.conftest import add_ground

APPROVED = TalkState.APPROVED
SERIES, THEME = "/findings/reports/programmes/respect", "/findings/reports/themes/money"
OTHERS = {SERIES: THEME, THEME: SERIES}


def reader(app: Flask, name: str = "renske") -> Browser:
    return Browser(app).signed_in(name).in_language("en")


def full(app: Flask, **more: Any) -> UUID:
    """A talk with findings, decisions and what was told; all may be quoted."""
    with app.app_context():
        group = rows.add_group(may_quote=True, **more)
        one = add_finding_of(group, "We wilden rust in de klas", words="Rust was het doel.", kind=FindingKind.SUCCESS,
                             points=["climate", "support"])  # fmt: skip
        two = add_finding_of(group, "Voorbereiden kostte te veel tijd.", points=["support"])
        add_decision(one, "Les 3 komt eerder.", done_on=make.MONDAY, told="Les 3 is nu les 2.", told_on=make.MONDAY)
        add_decision(two, "Samen voorbereiden.", due_on=date(2026, 11, 20))
        rows.to_state(group, APPROVED)
        db.session.commit()
        return group.id


def test_it_says_all_that_may_leave_the_group(app: Flask) -> None:
    words = reader(app).get(f"/findings/reports/{full(app)}").words
    for said in (
        "Report: Terugkijken op Respect",
        "19 November 2026, focus group, approved",
        "Raayland",
        "4 × mentor, 2 × JSP worker",
        "This helped (1)",
        "Rust was het doel.",
        "We wilden rust in de klas",
        "(mentor)",
        "This got in the way (1)",
        "Les 3 komt eerder.",
        "done on",
        "Samen voorbereiden.",
        "(late)",
        "A clear structure of support: findings 1, 2",
        "Les 3 is nu les 2.",
    ):
        assert said in words, f"{said!r} in {words}"
    assert "M1" not in words


def test_one_alone_in_a_role_is_not_named(app: Flask) -> None:
    with app.app_context():
        group = rows.add_group(seats={Part.MENTOR: 5, Part.CARE_COORDINATOR: 1}, may_quote=True)
        add_finding_of(group, "Te druk.", words="Druk.") if rows.add_text(group, "Z1: Te druk.") else None
        rows.to_state(group, APPROVED)
        db.session.commit()
        where = f"/findings/reports/{group.id}"
    for name in ("sanne", "renske"):
        words = reader(app, name).get(where).words
        assert "5 × mentor and 1 other" in words
        assert "Te druk. (participant)" in words.replace("“", "").replace("”", "")
        assert "care coordinator" not in words


@pytest.mark.parametrize(("state", "seats", "said"), [
    (TalkState.DRAFT, rows.MENTORS, "Not approved yet: this stays inside the group."),
    (APPROVED, {Part.MENTOR: 3}, "Fewer than 5 people took part: this stays inside the group."),
    (APPROVED, rows.MENTORS, ""),
])  # fmt: skip
def test_what_stays_inside_says_so(app: Flask, state: TalkState, seats: dict[Part, int], said: str) -> None:
    with app.app_context():
        group = rows.add_group(seats=seats)
        rows.to_state(group, state)
        db.session.commit()
        where = f"/findings/reports/{group.id}"
    words = reader(app, "sanne").get(where).words
    assert ("inside the group" in words, said in words) == (bool(said), True)
    assert reader(app).get(where).status == (404 if said else 200)


def test_after_erasing_it_reads_as_before(app: Flask) -> None:
    id = full(app)
    before = reader(app).get(f"/findings/reports/{id}").words
    with app.app_context():
        for each in db.session.scalars(select(Evidence)):
            quote = quotes_of([each.passage_id])[each.passage_id]
            each.quote, each.part, each.passage_id = quote.words, quote.part, None
        db.session.flush()
        db.session.execute(delete(TalkText))
        db.session.get_one(rows.FocusGroup, id).erased_on = make.MONDAY
        db.session.commit()
    after = reader(app).get(f"/findings/reports/{id}").words
    assert after.partition(" What was written down was erased on")[0] == before
    page = reader(app).get(next_finding(app))
    assert "We wilden rust in de klas" in page.words
    assert "In its text" not in page.words


def next_finding(app: Flask) -> str:
    with app.app_context():
        return f"/findings/{db.session.scalars(select(Finding.id).where(Finding.words == 'Rust was het doel.')).one()}"


def about_it(where: str, **more: Any) -> rows.FocusGroup:
    """A talk about what the report at that address is of."""
    if where == SERIES:
        return rows.add_group(programme_id=make.id_of(Programme, "respect"), may_quote=True, **more)
    return rows.add_group(theme_id=make.id_of(Theme, "money"), may_quote=True, **more)


@pytest.mark.parametrize("where", [SERIES, THEME])
def test_of_many_talks_only_those_count_that_its_reader_may_read(app: Flask, where: str) -> None:
    with app.app_context():
        add_ground()
        for subject, seats, held_on, finding in (
            ("Veel", rows.MENTORS, date(2026, 5, 1), "Van velen."),
            ("Weinig", {Part.TEACHER: 2, Part.MENTOR: 1}, date(2026, 6, 1), "Van weinig."),
            ("Vroeger", rows.MENTORS, date(2025, 6, 1), "Van vroeger."),
        ):
            group = about_it(where, subject=subject, seats=seats, held_on=held_on)
            text = rows.add_text(group, f"M1: Zo ging het, {subject}.")
            add_finding(finding, on=[add_passage(text, f"Zo ging het, {subject}.")])
            rows.to_state(group, APPROVED)
        db.session.commit()
    page, held = reader(app).get(where), reader(app, "sanne").get(where)
    assert told(page) == ("Talks 2 Took part 12", True, {"Van velen.", "Van vroeger."})
    assert told(held) == ("Talks 3 Took part 15", False, {"Van velen.", "Van weinig.", "Van vroeger."})
    assert "Zo ging het, Weinig." not in page.words
    assert "stays inside the group" in held.words
    assert told(reader(app).get(f"{where}?from=2026")) == ("Talks 1 Took part 6", True, {"Van velen."})
    assert told(reader(app).get(f"{where}?from=9999999999")) == told(page), "a year that is none is no year"
    assert f'href="{where}?from=2026"' in page.text
    assert reader(app).get(f"{where}-nothing").status == 404
    assert f'href="{where}"' in reader(app).get("/findings/").text
    other = reader(app).get(OTHERS[where]).words
    assert ("Talks 0 Took part 0" in other, "Van velen." in other) == (True, False)


@pytest.mark.parametrize(("where", "said"), [
    (SERIES, "All talks about this programme"), (THEME, "All talks about this theme"),
])  # fmt: skip
def test_a_report_of_one_talk_leads_to_that_of_all(app: Flask, where: str, said: str) -> None:
    with app.app_context():
        add_ground()
        group = about_it(where)
        db.session.commit()
        page = reader(app, "sanne").get(f"/findings/reports/{group.id}")
    assert (said in page.words, f'href="{where}"' in page.text, OTHERS[where] in page.text) == (True, True, False)


def test_the_report_of_a_theme_holds_only_words_that_may_be_quoted(app: Flask) -> None:
    with app.app_context():
        add_ground()
        group = about_it(THEME)
        group.participants[0].may_quote = False
        add_finding_of(group, "We wilden rust in de klas", words="Rust was het doel.")
        add_finding_of(group, "Voorbereiden kostte te veel tijd.", words="Druk.")
        rows.to_state(group, APPROVED)
        db.session.commit()
    for name in ("sanne", "renske", "nora"):
        page = reader(app, name).get(THEME)
        assert ("Rust was het doel." in page.words, "Druk." in page.words) == (True, True)
        assert ("rust in de klas" in page.text, "te veel tijd" in page.text, "M1" in page.words) == (False, True, False)


def test_a_theme_that_is_chosen_no_more_keeps_its_report(app: Flask) -> None:
    with app.app_context():
        rows.to_state(about_it(THEME), APPROVED)
        db.session.get_one(Theme, make.id_of(Theme, "money")).archived_on = make.MONDAY
        db.session.commit()
    assert told(reader(app).get(THEME))[0] == "Talks 1 Took part 6"


def told(page: Page) -> tuple[str, bool, set[str]]:
    """How many talks and people, whether something was left out, and what was found."""
    counts = page.words[page.words.index("Talks 1" if "Talks 1" in page.words else "Talks ") :]
    found = {each for each in ("Van velen.", "Van weinig.", "Van vroeger.") if each in page.words}
    facts = page.words.partition(" Took part ")
    return (
        f"Talks {facts[0].rsplit(' ', 1)[1]} Took part {facts[2].partition(':')[0]}",
        "left out" in counts or ("Not all talks are in it" in page.words),
        found,
    )


def test_a_meeting_begins_with_what_is_shared_and_open(app: Flask) -> None:
    with app.app_context():
        for sites, seats, words in (
            (("raayland",), rows.MENTORS, "Hier, van velen."), (("raayland",), {Part.MENTOR: 3}, "Hier, van weinig."),
            (("verweg",), rows.MENTORS, "Elders."),
        ):  # fmt: skip
            group = rows.add_group(sites=sites, seats=seats)
            add_finding_of(group, words=words)
            decided = add_finding_of(group, words=f"Besloten: {words}")
            add_decision(decided, f"Doen: {words}")
            add_decision(decided, f"Klaar: {words}", done_on=make.MONDAY)
            rows.to_state(group, APPROVED)
        meeting = rows.add_group(form=TalkForm.SCHOOL, sites=("verweg",), holders=("nora",))
        db.session.commit()
        meeting_id = meeting.id
    words = reader(app).get("/findings/agenda").words
    assert "Hier, van velen." in words.partition("What do we do with this?")[2]
    assert "Doen: Hier, van velen." in words
    assert "Besloten" not in words.partition("What do we do with this?")[2]
    assert not [each for each in ("van weinig", "Elders", "Klaar") if each in words]
    nora = reader(app, "nora")
    assert f'href="/findings/agenda?talk={meeting_id}"' in nora.get(f"/findings/reports/{meeting_id}").text
    words = nora.get(f"/findings/agenda?talk={meeting_id}").words
    assert ("Elders." in words, "Hier" in words) == (True, False)
    assert "van weinig" not in reader(app, "sanne").get("/findings/agenda").words, "it is for a meeting of others too"
    assert reader(app).get(f"/findings/agenda?talk={meeting_id}").status == 404
