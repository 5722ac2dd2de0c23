"""Over TLS no cookie goes out under a name that somebody beside us could plant, and none that they planted is read."""

import re
from http.cookies import SimpleCookie

import pytest
from flask import Flask, Response, request

from jsp import cookies

OWN = "__Host-jsp"


@pytest.fixture
def tls() -> Flask:
    """An app that tells which cookies it was sent, and sets one of each kind."""
    app = Flask(__name__)
    app.config |= {"HTTPS_ONLY": True, "SESSION_COOKIE_NAME": OWN}

    @app.get("/")
    def show() -> Response:
        answer = Response("|".join(f"{name}={value}" for name, value in sorted(request.cookies.items())))
        answer.set_cookie(OWN, "s", secure=True, httponly=True)
        answer.set_cookie("language", "en", httponly=True)
        answer.set_cookie("jsp-device", "d", path="/accounts", secure=True, httponly=True, samesite="Strict")
        answer.delete_cookie("jsp-seat-1", path="/les", secure=True)
        return answer

    cookies.name_for_tls(app)
    return app


def test_their_names_say_that_they_came_by_tls(tls: Flask) -> None:
    made = tls.test_client().get("/").headers.getlist("Set-Cookie")
    assert [each.partition("=")[0] for each in made] == [
        OWN, "__Host-language", "__Secure-jsp-device", "__Secure-jsp-seat-1",
    ]  # fmt: skip
    assert all(re.findall("; Secure", each) == ["; Secure"] for each in made)
    assert all("Path=/;" in each + ";" and "Domain" not in each for each in made if each.startswith("__Host-"))


@pytest.mark.parametrize(("sent", "read"), [
    (f"{OWN}=s; __Host-language=en; __Secure-jsp-device=d", f"{OWN}=s|jsp-device=d|language=en"),
    ("language=en; jsp-device=d", ""),
    (f"__Secure-{OWN}=planted; __Host-{OWN}=planted; jsp=planted", ""),
    ("__Secure-jsp-seat-1=a%3Db; =; ;x", "jsp-seat-1=a%3Db"),
])  # fmt: skip
def test_only_such_names_are_read(tls: Flask, sent: str, read: str) -> None:
    assert tls.test_client(use_cookies=False).get("/", headers={"Cookie": sent}).text == read


def test_what_was_set_comes_back(tls: Flask) -> None:
    told = SimpleCookie()
    for each in tls.test_client().get("/").headers.getlist("Set-Cookie"):
        told.load(each)
    sent = "; ".join(f"{name}={each.value}" for name, each in told.items() if each.value)
    answer = tls.test_client(use_cookies=False).get("/", headers={"Cookie": sent})
    assert answer.text == f"{OWN}=s|jsp-device=d|language=en"


def test_nothing_is_renamed_while_developing(tls: Flask) -> None:
    app = Flask(__name__)
    app.config["HTTPS_ONLY"] = False
    before = app.wsgi_app
    cookies.name_for_tls(app)
    assert app.wsgi_app == before
