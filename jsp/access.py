"""Who may open which address: declared once on the view, enforced once before every request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, abort, current_app, flash, g, redirect, request, session, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from jsp import audit, clock, sign_ins
from jsp.forms.way_back import page_of_form
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.reference import get_reference, get_setting
from jsp.rules.refusal import SignedOutError, StaleSignInError
from jsp.rules.roles import Permission, needs_second_factor
from jsp.rules.sign_in import is_fresh

View = TypeVar("View", bound=Callable[..., Any])
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_SOURCES = ("same-origin", "none")
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
AT_THE_START = ("intake.record",)  # forms of the start page, though a page of another kind stands at their address
FILE = "file"  # the field of every form that asks for one


@dataclass(frozen=True, slots=True)
class Need:
    """What a view asks for.

    Without a permission everybody may come, or everybody who is `signed_in`; `audited` reads write a trail; a `fresh`
    view wants the password again when it was given a while ago; a `proven` one is for who has a second factor; a
    `closed` view of a library is not there. A view that only `reads` writes nothing, also when a form is sent to it.
    """

    permission: Permission | None
    audited: bool = False
    stateless: bool = False
    closed: bool = False
    signed_in: bool = False
    fresh: bool = False
    proven: bool = False
    reads: bool = False


OPEN = ("login", "logout", "forgot_password", "reset_password", "mf_recovery", "tf_select",
        "two_factor_token_validation", "wan_signin", "wan_signin_response")  # fmt: skip
OWN = ("verify", "change_password", "two_factor_setup", "wan_register", "wan_register_response",
       "wan_delete", "wan_verify", "wan_verify_response")  # fmt: skip
CLOSED = ("two_factor_rescue", "two_factor_setup_validate")
LIBRARY_VIEWS = {
    "static": Need(None, stateless=True),
    **{f"security.{name}": Need(None) for name in OPEN},
    **{f"security.{name}": Need(None, signed_in=True) for name in OWN},
    **{f"security.{name}": Need(None, closed=True) for name in CLOSED},
    "security.mf_recovery_codes": Need(None, signed_in=True, proven=True),
}


def public(view: View) -> View:
    """Everybody may open this view, signed in or not."""
    view.need = Need(None)  # type: ignore[attr-defined]
    return view


def public_reading(view: View) -> View:
    """The same, and what is sent to it is only looked up: no writer has to wait for it."""
    view.need = Need(None, reads=True)  # type: ignore[attr-defined]
    return view


def public_marking(view: View) -> View:
    """The same, and that somebody looked is written down."""
    view.need = Need(None, audited=True)  # type: ignore[attr-defined]
    return view


def stateless(view: View) -> View:
    """Everybody may open this view, and it does not want to know who they are."""
    view.need = Need(None, stateless=True)  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Everybody with an account may open this view: it is about the own account."""
    view.need = Need(None, signed_in=True)  # type: ignore[attr-defined]
    return view


def signed_in_anew(view: View) -> View:
    """The same, and it asks who somebody is again when that was a while ago."""
    view.need = Need(None, signed_in=True, fresh=True)  # type: ignore[attr-defined]
    return view


def requires(
    permission: Permission, *, audited: bool = False, fresh: bool = False, reads: bool = False
) -> Callable[[View], View]:  # fmt: skip
    """Only who holds the permission may open this view."""

    def mark(view: View) -> View:
        view.need = Need(permission, audited, signed_in=True, fresh=fresh, reads=reads)  # type: ignore[attr-defined]
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
    sign_ins.keep(app)
    app.before_request_funcs.setdefault(None, []).insert(0, _check)


def _check() -> AnyResponse | None:
    g.reading = request.method in SAFE
    if request.endpoint is None:
        return None
    need = need_of(current_app, request.endpoint)
    if need.closed:
        abort(404)
    if request.method not in SAFE:
        _check_source()
        _check_files()  # from here on all that was sent is here, before anything is locked, however slowly it came
    g.reading = need.reads or (request.method in SAFE and not need.audited)
    if need.stateless or not need.signed_in:
        return None
    if not current_user.is_authenticated:
        return _to_sign_in()
    return _way_to(need)


def _to_sign_in() -> AnyResponse:
    token = session.get("sign_in")
    why = sign_ins.why_over(token) if token else ""
    if request.method not in SAFE:
        g.why_over = why
        start = url_for("today.show")
        g.way_back = start if request.endpoint in AT_THE_START else page_of_form(otherwise=start)
        raise SignedOutError
    is_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"  # what a script asks nobody reads
    if why and is_page:
        session.pop("sign_in")
        flash(why)
    return redirect(url_for("security.login", next=_way_back()))


def _check_source() -> None:
    """Refuse what another site made a browser send, and what is no form: pages here send nothing else."""
    source, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "null")
    here = f"{request.scheme}://{request.host}"  # as a browser writes it; host_url fails at what is no name ("xn--a")
    is_ours = origin in ("null", here) if source is None else source in OWN_SOURCES
    if not is_ours:
        g.is_foreign = True
        raise CSRFError
    if request.mimetype not in FORM_TYPES:
        abort(415)


def _check_files() -> None:
    """Every other field can rely on text."""
    if set(request.files) - {FILE}:
        abort(415)


def _way_to(need: Need) -> AnyResponse | None:
    """What somebody who has signed in must do before this view: nothing, or prove more, or turn back."""
    if need.permission is None:
        lacks = need.proven and not current_user.has_second_factor
        return redirect(url_for("accounts.second_factor")) if lacks else _to_confirm(need)
    if not current_user.roles or _lacks_second_factor(current_user):
        return redirect(url_for("accounts.second_factor" if current_user.roles else "accounts.profile"))
    if not current_user.may(need.permission):
        g.refused = (need.permission, current_user.role_set)  # to say whose page it is
        _refuse(str(request.endpoint))
    return _to_confirm(need)


def _to_confirm(need: Need) -> AnyResponse | None:
    if need.fresh and not is_fresh(session.get("fs_paa", 0), clock.now().timestamp(), reading=request.method in SAFE):
        if request.method in SAFE:
            return redirect(url_for("security.verify", next=_way_back()))
        raise StaleSignInError
    return None


def must_have_second_factor(user: User) -> bool:
    """Whether a password alone is not enough for what this person may open, from the next click on.

    In a demo it is: everything in it is invented, and who looks around has no second factor.
    """
    is_asked = needs_second_factor(user.role_set) or bool(user.roles and get_setting("second_factor_for_all"))
    return is_asked and not get_reference().is_demo


def _lacks_second_factor(user: User) -> bool:
    if not must_have_second_factor(user):
        return False  # of whom none is asked nobody looks up the passkeys: that is a question at every click
    return not (user.has_second_factor or session.get("provider_factor"))  # of this very sign-in and of no later one


def _way_back() -> str:
    return request.full_path.removesuffix("?") if request.method in SAFE else url_for("today.show")


def _refuse(endpoint: str) -> None:
    audit.record_apart(Action.REFUSED, "view", endpoint[:40], user_id=current_user.id)
    abort(403)
