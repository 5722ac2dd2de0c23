"""Who may open which address: declared once on the view, enforced once before every request."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user, user_logged_out
from flask_security import user_authenticated
from sqlalchemy import delete, select
from werkzeug.wrappers import Response as AnyResponse

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.accounts import SignIn, User
from jsp.models.audit import Action
from jsp.rules.roles import Permission
from jsp.rules.sign_in import is_over

View = TypeVar("View", bound=Callable[..., Any])
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Need:
    """What a view asks for.

    Without a permission everybody may come; `audited` reads write a trail; a `closed` view of a library is not there.
    """

    permission: Permission | None
    audited: bool = False
    stateless: bool = False
    closed: bool = False


LIBRARY_VIEWS = {
    "security.login": Need(None),
    "security.logout": Need(None),
    "security.verify": Need(None, closed=True),
    "static": Need(None, stateless=True),
}


def public(view: View) -> View:
    """Everybody may open this view, signed in or not."""
    view.need = Need(None)  # type: ignore[attr-defined]
    return view


def stateless(view: View) -> View:
    """Everybody may open this view, and it does not want to know who they are."""
    view.need = Need(None, stateless=True)  # type: ignore[attr-defined]
    return view


def requires(permission: Permission, *, audited: bool = False) -> Callable[[View], View]:
    """Only who holds the permission may open this view."""

    def mark(view: View) -> View:
        view.need = Need(permission, audited)  # type: ignore[attr-defined]
        return view

    return mark


def need_of(app: Flask, endpoint: str) -> Need:
    """The declared need; raises LookupError for a view that nobody declared."""
    need = getattr(app.view_functions[endpoint], "need", None) or LIBRARY_VIEWS.get(endpoint)
    if need is None:
        raise LookupError(f"the view {endpoint} does not say who may open it")
    return need


def guard(app: Flask) -> None:
    """Refuse to start with an undeclared view; check every request before anything else looks at it."""
    for endpoint in app.view_functions:
        need_of(app, endpoint)
    app.login_manager.user_loader(_load_user)  # type: ignore[attr-defined]
    app.before_request_funcs.setdefault(None, []).insert(0, _check)
    user_authenticated.connect(_remember, app)
    user_logged_out.connect(_forget, app)


def _check() -> AnyResponse | None:
    if request.endpoint is None:
        return None
    need = need_of(current_app, request.endpoint)
    if need.closed:
        abort(404)
    g.reading = request.method in SAFE and not need.audited
    if need.stateless or need.permission is None:
        return None
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=_way_back()))
    if not current_user.may(need.permission):
        _refuse(request.endpoint)
    return None


def _way_back() -> str:
    return request.full_path.removesuffix("?") if request.method in SAFE else url_for("today.show")


def _refuse(endpoint: str) -> None:
    who = current_user.id
    db.session.rollback()
    g.reading = False
    audit.record(Action.REFUSED, "view", endpoint[:40], user_id=who)
    db.session.commit()
    abort(403)


def _load_user(uniquifier: str) -> User | None:
    """The person of this session, if the account is active and the sign-in still stands."""
    token = session.get("sign_in")
    if not token:
        return None
    row = db.session.execute(
        select(User, SignIn.began)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.id == _hashed(token), User.fs_uniquifier == uniquifier, User.active)
    ).first()
    return None if row is None or is_over(row.began, clock.now()) else row.User


def _remember(_app: Flask, user: User, **_more: Any) -> None:
    token = secrets.token_urlsafe(32)
    session["sign_in"] = token
    session.permanent = True
    g.reading = False
    db.session.add(SignIn(id=_hashed(token), user_id=user.id, began=clock.now()))
    audit.record(Action.SIGNED_IN, "user", user.id, user_id=user.id)


def _forget(_app: Flask, user: User | None = None, **_more: Any) -> None:
    token = session.pop("sign_in", None)
    if token is None:
        return
    db.session.execute(delete(SignIn).where(SignIn.id == _hashed(token)))
    audit.record(Action.SIGNED_OUT, "user", getattr(user, "id", ""), user_id=getattr(user, "id", None))
    db.session.commit()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
