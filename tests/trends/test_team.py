"""What the team sees of its own work is exact, and the same in table, chart and file."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from openpyxl import load_workbook

from jsp.extensions import db
from jsp.models.ground import Outcome, Site, Theme
from jsp.models.tallies import ThemeTally
from jsp.rules import school_year, tally
from jsp.rules.tally import Grain
from tests.browser import Browser
from tests.make import MONDAY, id_of
from tests.statements import counted
from tests.trends.teams import contacts, drawn, made, number, open_on, spread, table, team, text_file


@pytest.fixture
def world(app: Flask) -> Iterator[Flask]:
    """The app with a session of the test's own."""
    with app.app_context():
        yield app


NOW = ("Aug 2026", "Sep 2026", "Oct 2026", "Nov 2026, until now")
MONTHS = [date(2026, month, 1) for month in (8, 9, 10, 11)]


def of_this_year(site: str = "gilde") -> list:
    return [each for each in contacts(site) if each.on >= date(2026, 8, 1)]


def cell_of(first: date, grain: Grain, number: int) -> None:
    """So many about money at the Gilde, of longer ago than a conversation can be written down."""
    db.session.add(ThemeTally(
        site_id=id_of(Site, "gilde"), grain=grain, split=tally.Split.THEME, starts=first,
        theme_id=id_of(Theme, "money"), value="", is_main=True, number=number,
    ))  # fmt: skip


def test_themes_by_month_are_those_of_the_conversations(world: Flask, browser: Browser) -> None:
    spread()
    page = table(team(browser, "?site=gilde"))
    assert tuple(page[""]) == (*NOW, "together")
    for theme in db.session.scalars(db.select(Theme)):
        held = Counter(each.on.replace(day=1) for each in of_this_year() if theme.id in each.theme_ids)
        shown = [0 if cell == "not open" else int(cell) for cell in page.get(theme.name_en, ["0"] * 5)]
        assert shown == [*(held[month] for month in MONTHS), sum(held.values())]
    assert number(page["All conversations"]) == len(of_this_year())


@pytest.mark.parametrize("grain", list(Grain))
def test_each_grain_adds_up_to_all_conversations(world: Flask, browser: Browser, grain: Grain) -> None:
    spread()
    page = table(team(browser, f"?site=gilde&grain={grain}"))
    shown = [0 if cell == "not open" else int(cell) for cell in page["All conversations"]]
    held = contacts("gilde") if grain is Grain.YEAR else of_this_year()
    assert shown[-1] == sum(shown[:-1]) == len(held)
    by_stretch = Counter(tally.starts(grain, each.on) for each in held)
    assert sorted(filter(None, shown[:-1])) == sorted(by_stretch.values())


SPLITS = {
    "channel": lambda each: [each.channel.value],
    "asked_by": lambda each: [each.asked_by.value],
    "level": lambda each: [each.level.value if each.level else "unknown"],
    "outcome": lambda each: [str(id) for id in each.outcome_ids],
    "discipline": lambda each: [str(each.discipline_id or "unknown")],
    "visit": lambda each: ["return" if each.is_return else "new"],
}


@pytest.mark.parametrize(("split", "left"), [("level", "not known"), ("discipline", "not asked for, or not known")])
def test_what_has_no_value_is_called_by_why(world: Flask, browser: Browser, split: str, left: str) -> None:
    spread()
    shown = table(team(browser, f"?site=gilde&split={split}"))
    assert [each for each in shown if "not known" in each] == [left]


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("theme", [None, "money"])
@pytest.mark.parametrize("grain", list(Grain))
def test_each_split_counts_as_somebody_would(
    world: Flask, browser: Browser, split: str, theme: str | None, grain: Grain
) -> None:
    spread()
    theme_id = id_of(Theme, theme) if theme else None
    page = team(browser, f"?site=gilde&grain={grain}&split={split}" + (f"&theme={theme}" if theme else ""))
    all_of_it = contacts("gilde") if grain is Grain.YEAR else of_this_year()
    held = [each for each in all_of_it if theme_id is None or theme_id in each.theme_ids]
    expected = Counter(value for each in held for value in SPLITS[split](each))
    running = Counter(
        value for each in held if each.on >= tally.starts(grain, MONDAY) for value in SPLITS[split](each)
    )  # fmt: skip
    rows = page.root.get_element_by_id("over-time").findall(".//tbody/tr")  # type: ignore[union-attr]
    shown = {row.get("data-row"): int(row[-1].text) for row in rows if row.get("data-before") is None}
    assert shown.pop("") == len(held)
    assert {key: found for key, found in shown.items() if found} == dict(expected)
    now = {row.get("data-row"): row[-2].get("data-value") for row in rows if row.get("data-before") is None}
    assert {key: int(found) for key, found in now.items() if key and found not in (None, "0")} == dict(running)


def test_a_year_before_stands_below_with_the_same_months(world: Flask, browser: Browser) -> None:
    spread()
    cell_of(date(2025, 10, 1), Grain.MONTH, 2)
    found = team(browser, "?site=gilde")
    page = table(found)
    before = [each for each in contacts("gilde") if each.on < date(2026, 8, 1)]
    held = Counter(each.on.month for each in before)
    shown = page["All conversations, a year before"]
    assert (shown[0], shown[2], shown[-1]) == ("not open", "2", "2")
    assert held[11], "so that it would be more than two"
    assert shown[3] == "–", "November still runs, so it is not laid beside a whole one"
    assert "beside what still runs stands nothing of a year before" in found.words


def test_of_a_week_that_still_runs_there_is_nothing_a_year_before(world: Flask, browser: Browser) -> None:
    made(on=date(2025, 11, 24))
    cell_of(date(2025, 11, 17), Grain.WEEK, 1)
    page = table(team(browser, "?site=gilde&grain=week"))
    assert page["All conversations, a year before"][-3:] == ["1", "–", "1"]
    whole = table(team(browser, "?site=gilde&grain=week&year=2025"))
    assert "–" not in whole["All conversations"]


def test_what_is_drawn_is_what_stands_in_the_table(world: Flask, browser: Browser) -> None:
    spread()
    open_on(date(2026, 10, 13))
    for query in ("", "&per=hour", "&grain=week", "&split=channel"):
        page = team(browser, f"?site=gilde{query}")
        read, charts = table(page), drawn(page)
        assert charts
        for name, values in charts.items():
            for value, text in zip(values, read[name], strict=True):
                assert text == value if value is not None else text in ("not open", "–")
        assert {each.get("data-row") for each in page.root.iter("figure")} == {  # type: ignore[union-attr]
            row.get("data-row") for row in page.root.get_element_by_id("over-time").findall(".//tbody/tr")  # type: ignore[union-attr]
        }  # fmt: skip


def test_a_week_that_was_shut_is_no_fall(world: Flask, browser: Browser) -> None:
    open_on(date(2026, 11, 9))
    open_on(date(2026, 11, 16), hours=4)
    for _each in range(3):
        made(on=date(2026, 11, 16))
    page = team(browser, "?site=gilde&grain=week&theme=money")
    read = dict(zip(table(page)[""], table(page)["Money"], strict=True))
    assert read["week 45 (2 Nov)"] == "not open"
    assert read["week 46 (9 Nov)"] == "0"
    rates = team(browser, "?site=gilde&grain=week&theme=money&per=hour")
    read = dict(zip(table(rates)[""], table(rates)["Money"], strict=True))
    assert (read["week 46 (9 Nov)"], read["week 47 (16 Nov)"]) == ("0.00", "0.75")


@pytest.mark.parametrize("query", ["?site=gilde", "?site=gilde&theme=school", "?sites=beside&theme=school"])
def test_a_time_in_which_others_came_was_not_shut(world: Flask, browser: Browser, query: str) -> None:
    """No opening is known of September, and yet somebody came: about money, so there were none about school."""
    made(on=date(2026, 9, 1))
    made(on=date(2026, 10, 14), theme_ids=(id_of(Theme, "school"),))
    rows = table(team(browser, query))
    row = rows["Gilde" if "beside" in query else "School"]
    assert dict(zip(rows[""], row, strict=True)) == {
        "Aug 2026": "not open", "Sep 2026": "0", "Oct 2026": "1", "Nov 2026, until now": "0", "together": "1",
    }  # fmt: skip


def test_the_opening_of_today_counts_until_now(world: Flask, browser: Browser) -> None:
    """It is half past twelve; the desk of the Gilde opened a quarter of an hour ago."""
    made(on=MONDAY)
    page = team(browser, "?site=gilde&grain=week&per=hour")
    assert table(page)["Money"][-2] == "4.00"
    assert "4.00 for each hour that you were open" in page.words


def test_sites_together_and_side_by_side(world: Flask, browser: Browser) -> None:
    spread()
    together = table(team(browser, "?sites=together"))
    beside = table(team(browser, "?sites=beside"))
    assert number(together["All conversations"]) == len(of_this_year()) + len(of_this_year("raayland"))
    assert number(beside["Gilde"]) == len(of_this_year())
    assert number(beside["Raayland"]) == len(of_this_year("raayland"))
    assert beside["All conversations"] == together["All conversations"]
    money = id_of(Theme, "money")
    of_money = table(team(browser, "?sites=beside&theme=money"))
    assert number(of_money["Gilde"]) == sum(money in each.theme_ids for each in of_this_year())


def test_what_was_referred_and_what_came_back(world: Flask, browser: Browser) -> None:
    spread()
    page, held, referred = team(browser, "year?site=gilde"), of_this_year(), id_of(Outcome, "referred")
    away, back = sum(referred in each.outcome_ids for each in held), sum(each.is_return for each in held)
    assert table(page, "referred")[""][:3] == ["conversations", "referred", "not referred"]
    assert "handled at the desk" not in page.words, "nobody knows that of what was escalated or not answered"
    assert table(page, "referred")["All conversations"][:3] == [str(len(held)), str(away), str(len(held) - away)]
    assert table(page, "visits")["All conversations"][:3] == [str(len(held)), str(len(held) - back), str(back)]
    money = id_of(Theme, "money")
    mine = [each for each in held if money in each.theme_ids]
    assert table(page, "referred")["Money"][1] == str(sum(referred in each.outcome_ids for each in mine))
    assert table(page, "visits")["Money"][2] == str(sum(each.is_return for each in mine))


def test_the_files_hold_exactly_the_tables(world: Flask, browser: Browser) -> None:
    spread()
    asked = ("table?site=gilde", "table?site=gilde&split=level&per=hour", "table?sites=beside", "year?site=gilde")
    for what, sign, more in (each.partition("?") for each in asked):
        query = sign + more
        page = team(browser, f"year{query}" if what == "year" else query)
        lines = text_file(browser, query, what)
        sheets = load_workbook(io.BytesIO(browser.client.get(f"/trends/{what}.xlsx{query}").get_data()))
        keys = [key for key in ("over-time", "referred", "visits", "missing") if f'id="{key}"' in page.text]
        assert len(sheets.sheetnames) == len(keys) > 0
        for key, sheet in zip(keys, sheets, strict=True):
            shown = [[name, *cells] for name, cells in table(page, key).items()]
            at = next(at for at, line in enumerate(lines) if line[1:] == shown[0][1:])
            assert [line[1:] for line in lines[at : at + len(shown)]] == [row[1:] for row in shown]
            assert [[str(cell.value) for cell in row[1:]] for row in sheet.iter_rows()] == [row[1:] for row in shown]


def test_a_page_reads_as_often_whatever_there_is(app: Flask, world: Flask, browser: Browser) -> None:
    asked = []
    for query in ("?site=gilde", "year?sites=together", "?site=gilde", "year?sites=together"):
        if len(asked) == 2:
            spread()
        team(browser, query)
        with counted(app) as statements:
            browser.get(f"/trends/{query}")
        asked.append(sum("theme_tally" in each or "opening" in each for each in statements))
    assert asked == [2, 2, 2, 2]


def test_a_number_of_nought_is_no_conversation(world: Flask, browser: Browser) -> None:
    cell_of(date(2026, 11, 1), Grain.MONTH, 0)
    page = team(browser, "?site=gilde")
    assert "0 conversations" in page.words


def test_school_years_lie_side_by_side(world: Flask, browser: Browser) -> None:
    spread()
    page = table(team(browser, "?site=gilde&grain=year"))
    held = Counter(school_year.name(each.on) for each in contacts("gilde"))
    assert page[""][-3:] == ["2025-2026", "2026-2027, until now", "together"]
    assert page["All conversations"][-3:] == [str(held["2025-2026"]), str(held["2026-2027"]), str(sum(held.values()))]
