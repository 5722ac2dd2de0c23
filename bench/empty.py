"""Pages that do nothing: what Flask alone costs, and what it costs to know who is looking."""

from argon2 import PasswordHasher
from flask import Flask, request
from flask_login import current_user
from flask_security import hash_password
from sqlalchemy import select

from jsp import create_app
from jsp.access import requires
from jsp.extensions import db
from jsp.models.talk_texts import TalkText
from jsp.rules.reply_lock import lock_of
from jsp.rules.roles import Permission

PASSWORD = "respect-op-school"
PEPPER = bytes(32)
PAGE = "<!DOCTYPE html><html lang='en'><title>Empty</title><p>Nothing here.</p></html>"


def plain() -> Flask:
    """Flask with one constant page."""
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: PAGE, endpoint="page")
    return app


def hashing() -> Flask:
    """Flask with one page that only verifies a password, hashed as the app does."""
    with create_app().app_context():
        kept = str(hash_password(PASSWORD))
    app = Flask(__name__)

    @app.post("/")
    def verify() -> str:
        return PAGE if PasswordHasher().verify(kept, request.form["password"]) else ""

    return app


def reply_hash() -> Flask:
    """Flask with one page that only computes the lock of a reply code, as slow as in the app."""
    app = Flask(__name__)

    @app.post("/")
    def lock() -> str:
        return PAGE if lock_of(request.form["code"], PEPPER) else ""

    return app


def with_user() -> Flask:
    """The app with one page that loads the person who is signed in, checks a permission and shows nothing."""
    app = create_app()

    @app.get("/empty")
    @requires(Permission.SEE_TODAY)
    def page() -> str:
        return PAGE if current_user.is_authenticated else ""

    return app


def bare_text() -> Flask:
    """Flask with one constant page: the longest text of a talk in that database, as plain paragraphs."""
    with create_app().app_context():
        words = max((each.words for each in db.session.scalars(select(TalkText))), key=len)
    lines = "\n".join(f"<p>{line}</p>" for line in words.split("\n"))
    page = f"<!DOCTYPE html><html lang='nl'><meta charset='utf-8'><title>Tekst</title>{lines}</html>"
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: page, endpoint="page")
    return app
