"""What the house counts about itself: by rule, never by address, and of nobody."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select
from werkzeug.test import TestResponse

from jsp import create_app, metrics, standing
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Site, Theme
from tests.browser import Browser
from tests.conftest import settings

ROOT = Path(__file__).parent.parent
TOKEN = "a-token-0123456789-of-40-characters-long"
Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def counted(app: Flask) -> Iterator[Flask]:
    """The app as it counts."""
    inner, hooks = app.wsgi_app, list(app.after_request_funcs[None])
    app.config["METRICS_TOKEN"] = TOKEN
    app.wsgi_app = metrics._Layer(app, app.wsgi_app)  # type: ignore[method-assign]
    app.after_request_funcs[None].append(metrics._note_rule)
    yield app
    app.wsgi_app = inner  # type: ignore[method-assign]
    app.after_request_funcs[None] = hooks
    del app.config["METRICS_TOKEN"]


def fetch(app: Flask, token: str = f"Bearer {TOKEN}") -> TestResponse:
    return app.test_client().get("/metrics", headers={"Authorization": token})


def samples(app: Flask) -> Samples:
    families = text_string_to_metric_families(fetch(app).text)
    return {
        (each.name, tuple(sorted(each.labels.items()))): each.value for family in families for each in family.samples
    }


def more(before: Samples, after: Samples) -> dict[str, float]:
    """What was counted in between, written as Prometheus writes it; without the histogram."""
    return {
        f"{name}{dict(labels)}": value - before.get((name, labels), 0.0)
        for (name, labels), value in after.items()
        if name.startswith("jsp_") and name.endswith("_total") and value != before.get((name, labels), 0.0)
    }


def counted_of(app: Flask, *visits: tuple[Browser, str]) -> dict[str, float]:
    before = samples(app)
    for browser, address in visits:
        browser.get(address)
    return more(before, samples(app))


@pytest.mark.parametrize("token", ["", "Bearer", f"Bearer {TOKEN[:-1]}", TOKEN, f"bearer {TOKEN}", "Bearer \xe9"])
def test_without_its_token_nothing_is_shown(counted: Flask, token: str) -> None:
    answer = fetch(counted, token)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "jsp_" not in answer.text


def test_with_it_all_is_shown_and_nothing_kept(counted: Flask) -> None:
    answer = fetch(counted)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_without_the_setting_there_is_no_such_page(app: Flask) -> None:
    assert fetch(app).status_code == 404
    assert not isinstance(create_app(settings("sqlite://")).wsgi_app, metrics._Layer)
    with_token = create_app({**settings("sqlite://"), "METRICS_TOKEN": TOKEN})
    assert isinstance(with_token.wsgi_app, metrics._Layer), "it stands before all else"


def test_pages_of_staff_count_by_rule(counted: Flask) -> None:
    worker = Browser(counted).signed_in("sanne")
    assert counted_of(counted, (worker, "/today/"), (worker, "/today/?x=geheim"), (worker, "/messages/4711-x")) == {
        "jsp_requests_total{'method': 'GET', 'rule': '/today/', 'status': '200'}": 2.0,
        "jsp_requests_total{'method': 'GET', 'rule': 'none', 'status': '404'}": 1.0,
    }


def test_of_an_address_with_a_number_only_the_rule_counts(counted: Flask) -> None:
    before = samples(counted)
    Browser(counted).signed_in("sanne").client.get("/intake/contacts/00000000-0000-0000-0000-000000004711")
    [name] = more(before, samples(counted))
    assert "'rule': '/intake/contacts/<" in name
    assert "4711" not in fetch(counted).text


def test_what_is_not_there_counts_under_one_label(counted: Flask) -> None:
    visits = [(Browser(counted), f"/zoek/niet/{at}") for at in range(3)]
    assert counted_of(counted, *visits) == {"jsp_requests_total{'method': 'GET', 'rule': 'none', 'status': '404'}": 3.0}


def test_what_is_open_to_everybody_counts_as_one_thing(counted: Flask) -> None:
    """Else the figures would show at which moment somebody asked something."""
    visitor = counted.test_client()
    before = samples(counted)
    for address in ("/", "/", "/raayland", "/vraag", "/antwoord", "/kaart", "/partner", "/gegevens", "/les"):
        visitor.get(address)
    visitor.post("/antwoord", data={"code": "een twee drie"})
    visitor.post("/vraag", data={"question": "Mag ik iets vragen?"})
    visitor.get("/niemandsland")
    assert more(before, samples(counted)) == {"jsp_open_requests_total{'status': 'answered'}": 12.0}


def test_an_error_of_ours_on_an_open_page_shows(counted: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(counted.view_functions, "public.home", _broken(counted.view_functions["public.home"]))
    assert counted_of(counted, (Browser(counted), "/")) == {"jsp_open_requests_total{'status': '500'}": 1.0}


def _broken(view: object) -> object:
    def answer() -> None:
        raise RuntimeError

    answer.need = view.need  # type: ignore[attr-defined]
    return answer


def test_files_count_as_files(counted: Flask) -> None:
    before = samples(counted)
    counted.test_client().get("/static/theme.css")
    assert more(before, samples(counted)) == {"jsp_files_total{}": 1.0}


@pytest.mark.parametrize(("method", "label"), [("BREW", "other"), ("PUT", "other"), ("POST", "POST")])
def test_methods_that_are_made_up_make_no_label(counted: Flask, method: str, label: str) -> None:
    before = samples(counted)
    counted.test_client().open("/zoek/niet", method=method)
    [name] = more(before, samples(counted))
    assert f"'method': '{label}', 'rule': 'none'" in name


def test_what_breaks_outside_the_app_is_an_error_too() -> None:
    def inner(_environ: object, _start: object) -> list[bytes]:
        raise RuntimeError

    before = metrics.OPEN_REQUESTS.labels("500")._value.get()
    with pytest.raises(RuntimeError):
        metrics._Layer(None, inner)({"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, None)  # type: ignore[arg-type]
    assert metrics.OPEN_REQUESTS.labels("500")._value.get() == before + 1


def test_an_anonymous_page_stays_as_it_was(counted: Flask) -> None:
    plain = Browser(counted).get("/")
    assert "Set-Cookie" not in plain.response.headers
    assert "public" in plain.response.headers["Cache-Control"]


def test_when_it_was_first_asked_for_does_not_show(counted: Flask) -> None:
    Browser(counted).get("/")
    assert "_created" not in fetch(counted).text


def test_the_work_shows_as_figures(counted: Flask) -> None:
    found = samples(counted)
    assert found["jsp_database_up", ()] == 1.0
    assert found["jsp_releases_due", ()] > 0
    assert found["jsp_job_age_seconds", (("task", "send_mail"),)] == float("inf"), "never done"
    assert set(standing.ONE) | set(standing.MANY) <= {name for name, _labels in found}


def test_no_label_is_one_that_prometheus_has_itself(counted: Flask) -> None:
    """It would rename ours, and an alert would speak of all at once without a name."""
    assert not {name for _sample, labels in samples(counted) for name, _value in labels} & {"job", "instance"}


def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    app = create_app({**settings(f"sqlite:///{tmp_path}/nowhere/x.sqlite"), "METRICS_TOKEN": TOKEN})
    answer = fetch(app)
    assert "jsp_database_up 0.0" in answer.text
    assert "jsp_promises_broken" not in answer.text


def test_it_names_nobody(counted: Flask) -> None:
    worker = Browser(counted).signed_in("sanne")
    for address in ("/today/", "/raayland", "/intake/contacts"):
        worker.get(address)
    with counted.app_context():
        people = [word for each in db.session.scalars(select(User)) for word in (each.email, each.first_name)]
        things = [each.name for kind in (Site, Theme) for each in db.session.scalars(select(kind))]
    shown = fetch(counted).text.casefold()
    assert not [word for word in people + things if re.search(rf"\b{re.escape(word.casefold())}\b", shown)]


def test_alerts_go_by_what_there_is(counted: Flask) -> None:
    Browser(counted).signed_in("sanne").get("/today/")
    Browser(counted).get("/")
    there = {name for name, _labels in samples(counted)}
    rules = [
        rule for group in yaml.safe_load((ROOT / "deploy/alerts.yml").read_text())["groups"] for rule in group["rules"]
    ]
    asked = {name for rule in rules for name in re.findall(r"\bjsp_\w+", rule["expr"])}
    apart = {found for rule in rules for found in re.findall(r"by \((\w+)\) \((jsp_\w+)\)", rule["expr"])}
    assert apart <= {(label, name) for name, labels in samples(counted) for label, _value in labels}
    assert asked <= there
    assert all(rule["annotations"].keys() == {"summary", "do"} for rule in rules)


SEVERAL = """
import os
from tests.conftest import settings
from jsp import create_app
client = create_app({**settings("sqlite://"), "METRICS_TOKEN": "x" * 40}).test_client()
for _time in range(3):
    client.get("/static/theme.css")
print(client.get("/metrics", headers={"Authorization": "Bearer " + "x" * 40}).text)
"""


def test_several_processes_count_together(tmp_path: Path) -> None:
    said = ""
    for _process in range(2):
        said = subprocess.run(
            [sys.executable, "-c", SEVERAL], cwd=ROOT, env={**os.environ, metrics.FOLDER: str(tmp_path)}, check=True,
            capture_output=True, text=True,
        ).stdout  # fmt: skip
    assert "jsp_files_total 6.0" in said
