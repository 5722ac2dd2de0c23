"""Who helps, for pupils: all themes on one page, only what is for them, and light enough for an old phone."""

import re
from datetime import date

from flask import Flask

from jsp.extensions import db
from jsp.models.directory import PartnerKind
from tests.browser import Browser
from tests.referrals.rows import add_partner

WHERE = "/wie-helpt"


def add(app: Flask, *args: str, **fields: object) -> int:
    with app.app_context():
        id = add_partner(*args, **fields)  # type: ignore[arg-type]
        db.session.commit()
        return id


def test_a_pupil_reads_what_they_do_and_calls_in_one_tap(app: Flask, browser: Browser) -> None:
    add(app, website="https://www.grip.example/jong", audience_nl="16 tot 27 jaar", waiting_weeks=3,
        waiting_on=date(2026, 10, 5), checked_on=date(2026, 11, 2))  # fmt: skip
    page = browser.get(WHERE)
    for said in ("Geld", "Grip Geldhulp", "Helpt je met geld.", "16 tot 27 jaar", "3 weken", "november 2026"):
        assert said in page.words, page.words
    links = [link.get("href") for link in page._all("a")]
    assert "tel:+31478000111" in links
    assert "https://www.grip.example/jong" in links
    assert "Iris" not in page.text, "who we call ourselves is not for the public"
    assert "iris@partner.example" not in page.text


def test_what_is_archived_or_not_for_pupils_is_not_there(app: Flask, browser: Browser) -> None:
    ids = [add(app, "Dicht", archived_on=date(2026, 11, 1)), add(app, "Route", is_for_pupils=False)]
    assert "Dicht" not in browser.get(WHERE).words
    assert "Route" not in browser.get(WHERE).words
    assert [browser.get(f"{WHERE}/{id}").status for id in (*ids, 999_999)] == [404, 404, 404]


def test_a_national_line_stands_apart_and_once(app: Flask, browser: Browser) -> None:
    add(app, "Kindertelefoon", kind=PartnerKind.LINE, phone="0800-0432", themes=("money", "school"), mail="")
    page = browser.get(WHERE)
    assert page.words.count("Kindertelefoon") == 1
    assert not page._all("details")


def test_the_code_on_a_card_leads_to_one_of_them(app: Flask, browser: Browser) -> None:
    id = add(app, place="Plein 1", times="op maandag", sites=("gilde",))
    page = browser.get(f"{WHERE}/{id}")
    for said in ("Helpt je met geld.", "Plein 1", "op maandag", "Gilde"):
        assert said in page.words
    assert "Grip" not in "".join(page._all("title")[0].itertext()), "the history of a browser tells nothing"


def test_it_is_the_same_for_everybody_and_no_theme_stands_in_an_address(app: Flask, browser: Browser) -> None:
    add(app)
    page = browser.get(WHERE)
    assert page.response.cache_control.public
    assert not any("theme" in (link.get("href") or "") for link in page._all("a"))


def test_sixty_of_them_weigh_less_than_a_hundred_kilobytes(app: Flask, browser: Browser) -> None:
    with app.app_context():
        for number in range(60):
            add_partner(
                f"Organisatie met een lange naam {number}", themes=("money", "school"), audience_nl="x" * 60,
                offer_nl="y" * 120, website=f"https://www.organisatie{number}.example/jongeren", waiting_weeks=3,
                waiting_on=date(2026, 10, 5), place="Dorpsstraat 100, Venray", times="ma-vr 9.00-17.00",
            )  # fmt: skip
        db.session.commit()
    assert len(browser.get(WHERE).response.get_data()) < 100_000


def test_where_and_when_it_is_stand_there_and_its_name_leads_to_the_rest(app: Flask, browser: Browser) -> None:
    id = add(app, place="Plein 1", times="op maandag")
    page = browser.get(WHERE)
    assert "Plein 1 · op maandag" in page.words
    assert f"{WHERE}/{id}" in [link.get("href") for link in page._all("a")]


def test_who_is_there_for_everybody_is_there_for_a_child_too_and_once(app: Flask, browser: Browser) -> None:
    assert "tel:112" in dialled(browser)
    assert "/nu-hulp" in [link.get("href") for link in browser.get(WHERE)._all("a")]
    add(app, "Alarmnummer", kind=PartnerKind.LINE, phone="1-1-2", mail="")
    assert dialled(browser).count("tel:112") == 1


def dialled(browser: Browser) -> list[str]:
    lines = browser.get(WHERE).response.get_data(as_text=True).partition('id="lines"')[2].partition("</section>")[0]
    return re.findall(r'href="(tel:[^"]+)"', lines)


def test_an_empty_list_says_what_to_do(browser: Browser) -> None:
    assert "Vraag het ons" in browser.get(WHERE).words


def test_the_home_page_leads_there(browser: Browser) -> None:
    assert WHERE in [link.get("href") for link in browser.get("/")._all("a")]
