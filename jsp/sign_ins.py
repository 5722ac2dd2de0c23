"""Who is signed in: the browser holds a token, the database its hash, and each proof of who it is gives a new token."""

import hashlib
import secrets
from typing import Any

from flask import Flask, Response, current_app, g, session
from flask_login import user_logged_out
from flask_security import user_authenticated
from flask_security.utils import set_request_attr
from sqlalchemy import delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from jsp import audit, clock, logs
from jsp.extensions import briefly, db
from jsp.models.accounts import SignIn, User, whole
from jsp.models.audit import Action
from jsp.models.reference import newest_change
from jsp.rules.sign_in import NOTED, is_over
from jsp.words.sign_in_terms import ENDED, OVER, TOO_LONG

FAILED = "jsp.sign_ins.failed"  # when this process last could not write a use down


def keep(app: Flask) -> None:
    """Know people by the tokens that are kept here."""
    app.login_manager.user_loader(_load_user)  # type: ignore[attr-defined]
    app.after_request(_renew)
    app.after_request(_note_use)
    user_authenticated.connect(_remember, app)
    user_logged_out.connect(_forget, app)


def _load_user(uniquifier: str) -> User | None:
    """The person of this session, if the account is active and the sign-in still stands."""
    token = session.get("sign_in")
    if not token:
        return None
    row = db.session.execute(
        select(User, SignIn.began, SignIn.seen, newest_change().label("newest_change"))
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.id == _hashed(token), User.fs_uniquifier == uniquifier, User.active)
        .where(SignIn.ended.is_(None))
        .options(*whole())
    ).first()
    if row is None or is_over(row.began, clock.now()):
        return None
    g.seen = row.seen
    g.newest_change, g.came_with = row.newest_change, (token, session.get("fs_paa"))
    set_request_attr("fs_authn_via", "session")
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    found: User = row.User
    return found


def _remember(_app: Flask, user: User, **_more: Any) -> None:
    token = secrets.token_urlsafe(32)
    session["sign_in"] = token
    for left in ("csrf_token", "provider_factor"):
        session.pop(left, None)
    session.permanent, g.reading = True, False
    now = clock.now()
    db.session.add(SignIn(id=_hashed(token), user_id=user.id, began=now, seen=now))
    audit.record(Action.SIGNED_IN, "user", user.id, user_id=user.id)


def _renew(response: Response) -> Response:
    """Who confirmed who they are gets a new token, and the old one opens nothing more; the eight hours go on."""
    token, proved = g.get("came_with", (None, None))
    if token is None or session.get("sign_in") != token or session.get("fs_paa") == proved:
        return response
    session["sign_in"] = secrets.token_urlsafe(32)
    db.session.execute(update(SignIn).where(SignIn.id == _hashed(token)).values(id=this_sign_in()))
    db.session.commit()
    return response


def _note_use(response: Response) -> Response:
    """Write down now and then that it is used, so that its owner sees where; that this fails keeps nobody."""
    token, _proved = g.get("came_with", (None, None))
    if token is None or response.is_streamed or "sign_in" not in session or clock.now() - g.seen < NOTED:
        return response
    if clock.now() - current_app.extensions.get(FAILED, g.seen) < NOTED:
        return response  # a full disk, or somebody who writes for long: this process leaves it for a while
    try:
        with briefly():
            db.session.execute(update(SignIn).where(SignIn.id == this_sign_in()).values(seen=clock.now()))
    except SQLAlchemyError as error:
        current_app.extensions[FAILED] = clock.now()
        logs.failure(error, endpoint="sign_ins")
    return response


def why_over(token: str) -> str:
    """What became of the sign-in of this browser, as far as is known."""
    row = db.session.get(SignIn, _hashed(token))
    if row is not None and row.ended is not None:
        return str(ENDED[row.ended])
    if row is not None and is_over(row.began, clock.now()):
        return str(TOO_LONG)
    return str(OVER)


def this_sign_in() -> str:
    """The key of the row of this very sign-in."""
    return _hashed(session["sign_in"])


def _forget(_app: Flask, user: User | None = None, **_more: Any) -> None:
    token = session.pop("sign_in", None)
    if token is None:
        return
    db.session.execute(delete(SignIn).where(SignIn.id == _hashed(token)))
    audit.record(Action.SIGNED_OUT, "user", getattr(user, "id", ""), user_id=getattr(user, "id", None))
    db.session.commit()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
