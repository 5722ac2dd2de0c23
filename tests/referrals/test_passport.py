"""What may be shared: warned about, refused, and never lost."""

from urllib.parse import unquote

import pytest
from flask import Flask

from jsp.rules.referral import Progress, State
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals.steps import answer, asked, begin, links, partner, row_at, say_age, send, tap, where, write


def draft(app: Flask, worker: Browser) -> str:
    at = begin(worker, log(app, worker), partner(app))
    say_age(worker, at, "from_16")
    return at


@pytest.mark.parametrize("about", ["Ik heb ruzie met Piet.", "Bel me op 06-12345678.", "Mail piet@voorbeeld.nl"])
def test_a_name_or_number_in_the_words_is_warned_about_once(app: Flask, worker: Browser, about: str) -> None:
    at = draft(app, worker)
    warned = write(worker, at, about=about, tick_about="y")
    assert warned.status == 200
    assert "Is het zo bedoeld?" in warned.words
    values = warned.form(f"{at}/passport")
    assert (values["about"], values["first_name"]) == (about, "Fenna")
    assert where(worker.post(f"{at}/passport", values)) == f"{at}/ask"


def test_other_words_are_looked_at_anew(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    values = write(worker, at, about="Over Piet.", tick_about="y").form(f"{at}/passport")
    assert worker.post(f"{at}/passport", values | {"about": "Over Kees."}).status == 200


@pytest.mark.parametrize(("to", "leads"), [
    ("age", "{at}/age"), ("alone", "{at}/alone"), ("later", "{at}"), ("hidden", "/today/hidden?back={at}/passport"),
])  # fmt: skip
def test_what_is_half_written_is_kept_on_the_way_to_something_else(
    app: Flask, worker: Browser, to: str, leads: str
) -> None:
    at = draft(app, worker)
    half = {"first_name": "Fenna", "tick_last_name": "y", "mail": "fenna@", "to": to}
    done = tap(worker, worker.get(f"{at}/passport"), f"{at}/passport/keep", **half)
    assert unquote(where(done)) == leads.format(at=at)
    values = worker.get(f"{at}/passport").form(f"{at}/passport")
    assert (values["first_name"], values["mail"], values["tick_last_name"]) == ("Fenna", "fenna@", ["y"])
    with app.app_context():
        assert row_at(app, at).state is State.DRAFT
    assert where(worker.get(f"{at}/ask")) == f"{at}/passport"


def test_a_hidden_screen_comes_back_where_it_was_hidden(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    assert f"/today/hidden?back={at}/age" in map(unquote, links(worker.get(f"{at}/age")))
    assert f"{at}/passport" in links(worker.get(f"/today/hidden?back={at}/passport"))
    page = worker.get("/today/hidden?back=//elsewhere.example")
    assert not [each for each in links(page) if "elsewhere" in each]


def test_other_words_that_are_only_kept_end_a_yes_as_well(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    answer(worker, at)
    page = worker.get(f"{at}/passport")
    tap(worker, page, f"{at}/passport/keep", to="later")
    with app.app_context():
        assert row_at(app, at).state is State.AWAITING_CONSENT  # the same words
    tap(worker, worker.get(f"{at}/passport"), f"{at}/passport/keep", to="later", first_name="Noor")
    with app.app_context():
        row = row_at(app, at)
        assert (row.state, [each for each in row.consents if each.ended_on is None]) == (State.DRAFT, [])
    assert "toestemming opgeschreven of vervallen" in worker.get("/trail/").words


@pytest.mark.parametrize("wrong", [{"phone": "111222333"}, {"about": "x" * 601}, {"about": "a\x00b"}])
def test_what_may_not_be_kept_is_told_on_the_way_to_something_else(
    app: Flask, worker: Browser, wrong: dict[str, str]
) -> None:
    at = draft(app, worker)
    page = worker.get(f"{at}/passport")
    assert tap(worker, page, f"{at}/passport/keep", to="age", **wrong).status == 422
    assert tap(worker, page, f"{at}/passport/keep", to="nowhere").status == 422
    with app.app_context():
        assert row_at(app, at).packet is None


@pytest.mark.parametrize(("wrong", "left", "named"), [
    ({"phone": "111222333"}, {"phone": ""}, "Phone number"),
    ({"about": "Nummer 111222333, over geld."}, {"about": "Nummer , over geld."}, "What it is about"),
    ({"about": "x" * 601}, {"about": "x" * 600}, "What it is about"),
    ({"about": "a\x00b"}, {"about": "ab"}, "What it is about"),
])  # fmt: skip
def test_a_hidden_screen_keeps_all_but_what_may_not_be_kept_and_says_so(
    app: Flask, worker: Browser, wrong: dict[str, str], left: dict[str, str], named: str
) -> None:
    at = draft(app, worker)
    worker.in_language("en")
    typed = {"first_name": "Fenna", "tick_first_name": "y", "reach": "Na vieren.", "to": "hidden"}
    done = tap(worker, worker.get(f"{at}/passport"), f"{at}/passport/keep", **(typed | wrong))
    assert where(done).startswith("/today/hidden")
    hidden = worker.get(where(done)).words
    assert f"Look once more at: {named}." in hidden
    assert "Fenna" not in hidden
    values = worker.get(f"{at}/passport").form(f"{at}/passport")
    expected = {"first_name": "Fenna", "tick_first_name": ["y"], "reach": "Na vieren.", **left}
    assert {name: values[name] for name in expected} == expected


def test_a_hidden_screen_says_nothing_where_all_was_kept(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    worker.in_language("en")
    done = tap(worker, worker.get(f"{at}/passport"), f"{at}/passport/keep", first_name="Fenna", to="hidden")
    assert "Look once more" not in worker.get(where(done)).words


@pytest.mark.parametrize("to", ["passport", "passport/keep"])
def test_a_number_that_may_not_be_kept_is_taken_out_and_the_words_around_it_stay(
    app: Flask, worker: Browser, to: str
) -> None:
    at = draft(app, worker)
    worker.in_language("en")
    typed = {"about": "Mijn nummer is 111222333, help.", "phone": "111.222.333", "first_name": "x" * 61, "to": "age"}
    refused = tap(worker, worker.get(f"{at}/passport"), f"{at}/{to}", **typed)
    assert refused.status == 422
    values = refused.form(f"{at}/passport")
    assert (values["about"], values["phone"]) == ("Mijn nummer is , help.", "")
    assert values["first_name"] == "x" * 61, "too long is for the writer to shorten"
    assert refused.words.count("so we took it out") == 4, "on top, and beside each line"
    assert "111222333" not in refused.text


def test_the_own_name_is_no_name_of_somebody_else(app: Flask, worker: Browser) -> None:
    assert write(worker, draft(app, worker), about="Ik ben Fenna en zoek hulp.").status == 303


@pytest.mark.parametrize(("sent", "told"), [
    ({"phone": "111222333"}, "BSN"), ({"about": "Mijn nummer is 111222333", "tick_about": "y"}, "BSN"),
    ({"first_name": "x" * 61}, "60"), ({"mail": "geen adres"}, "e-mailadres"), ({"phone": ""}, "vinkje"),
    ({"progress": "everybody"}, ""), ({"until": "9" * 30}, ""), ({"until": "morgen"}, ""), ({"about": "a\x00b"}, ""),
])  # fmt: skip
def test_what_cannot_be_sent_is_told_and_the_rest_stays(
    app: Flask, worker: Browser, sent: dict[str, str], told: str
) -> None:
    at = draft(app, worker)
    refused = write(worker, at, last_name="Verzonnen", **sent)
    assert refused.status == 422
    assert told in refused.words
    assert refused.form(f"{at}/passport")["last_name"] == "Verzonnen"
    with app.app_context():
        assert row_at(app, at).packet is None


@pytest.mark.parametrize("phone", ["12", "123", "bel mij", "06-1234567x", "06-123456789-0123456"])
def test_what_is_no_phone_number_does_not_stand_on_the_card(app: Flask, worker: Browser, phone: str) -> None:
    at = draft(app, worker)
    assert write(worker, at, phone=phone, tick_phone="y").status == 422
    assert where(write(worker, at, phone="+32 470 12 34 56", tick_phone="y")) == f"{at}/ask"


def test_all_that_is_wrong_is_told_at_once(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    wrong = {"phone": "12", "tick_last_name": "y", "mail": "geen adres", "about": "Over Piet.", "tick_about": "y"}
    page = write(worker.in_language("en"), at, **wrong, reach="Mijn nummer is 111222333.")
    assert page.status == 422
    told = ("such as 0478-123456", "Fill this in, or take the tick away.", "such as name@example.nl",
            "so we took it out", "the name of somebody")  # fmt: skip
    assert [text for text in told if text not in page.words] == []
    mended = {"phone": "06-00000123", "last_name": "Verzonnen", "mail": ""}
    assert where(worker.post(f"{at}/passport", page.form(f"{at}/passport") | mended)) == f"{at}/ask"


def test_nothing_ticked_is_told(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    values = worker.get(f"{at}/passport").form(f"{at}/passport") | {"first_name": "Fenna"}
    assert worker.post(f"{at}/passport", values).status == 422


def test_a_page_that_is_old_is_told_and_keeps_what_was_typed(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    old = worker.get(f"{at}/passport").form(f"{at}/passport")
    write(worker, at)
    stale = worker.post(f"{at}/passport", old | {"first_name": "Noor", "tick_first_name": "y"})
    assert stale.status == 422
    values = stale.form(f"{at}/passport")
    assert values["first_name"] == "Noor"
    assert where(worker.post(f"{at}/passport", values)) == f"{at}/ask"


def test_a_card_of_other_lines_takes_no_yes(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    old = worker.get(f"{at}/ask").form(f"{at}/answer") | {"answer": "given"}
    write(worker, at, phone="06-00000999")
    assert worker.post(f"{at}/answer", old).status == 422
    with app.app_context():
        assert not row_at(app, at).consents


def test_what_was_sent_cannot_be_written_anew(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    old = worker.get(f"{at}/passport").form(f"{at}/passport") | {"first_name": "Noor"}
    answer(worker, at)
    send(worker, at)
    refused = worker.post(f"{at}/passport", old)
    assert (refused.status, refused.form(f"{at}/passport")["first_name"]) == (422, "Noor")
    for page in ("passport", "ask", "ways", "parents", "tell", "alone"):
        assert where(worker.get(f"{at}/{page}")) == at, page


def test_who_may_see_how_it_goes_is_kept_with_its_end(app: Flask, worker: Browser) -> None:
    at = draft(app, worker)
    for progress, until, day in (("team", "30", "2026-12-23"), ("worker", "0", "None"), ("nobody", "90", "None")):
        write(worker, at, progress=progress, until=until)
        with app.app_context():
            row = row_at(app, at)
            assert (row.progress, str(row.progress_until)) == (Progress(progress), day)
