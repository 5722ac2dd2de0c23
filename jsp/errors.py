"""Pages for when something does not go as meant: plain words, a way on, and what was typed stays."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from itertools import islice
from typing import Any

from flask import Flask, Response, g, jsonify, render_template, request, session
from flask_babel import gettext
from flask_wtf import FlaskForm
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import BadHost, Forbidden, HTTPException, NotFound, SecurityError

from jsp import logs, typed
from jsp.extensions import day, db
from jsp.rules.refusal import N_, DomainError, NotFoundError, SignedOutError, StaleSignInError
from jsp.rules.roles import Permission, Role, conflict, roles_with
from jsp.words.terms import role_names

WORDS = {
    400: (N_("We could not read this"), N_("Nothing was saved. Go back and try again.")),
    403: (
        N_("This page is not for you"),
        N_("Your account has another role. Do you need this page? Ask your administrator."),
    ),
    404: (N_("This page does not exist"), N_("Perhaps the address is wrong, or the page has been removed.")),
    405: (N_("This is not possible here"), N_("Go back and use the button on the page.")),
    409: (
        N_("Somebody was just before you"),
        N_("Nothing was saved. Open the page again and look at how it stands."),
    ),
    413: (N_("This text is too long"), N_("It was not saved. Make it shorter and try again.")),
    415: (N_("We could not read this"), N_("Nothing was saved. Send it with the form on the page.")),
    503: (N_("Saving is not possible now"), N_("Nothing was saved. Wait a minute and send it again.")),
    500: (N_("Something went wrong on our side"), N_("Nothing was saved. Try again in a moment.")),
}
WHO_MAY = N_("Who may see this page: %(roles)s.")
APART = N_(
    "You are the administrator. Who keeps the accounts has no part in the work with young people, because of their "
    "privacy. Does a colleague need this page? Ask for that role for them, under People."
)
GIVEN = N_("You are the administrator. Does somebody need this page? Ask for that role for them, under People.")
SILENT = N_(
    "Nothing was saved. Where nothing is done for a quarter of an hour you are signed out. Sign in, and open the page "
    "again."
)
TOLD = N_("Nothing was saved. Sign in, and open the page again.")
FILE_TOO_LARGE = (N_("This file is too large"), N_("Nothing was saved. Choose a smaller file."))
PROGRAMME_TOO_LARGE = (FILE_TOO_LARGE[0], N_("Nothing was saved. A file with a programme may be 256 kB at most."))
WITHOUT_TEXT = ("public", "security")  # of the library of accounts nothing is shown
MOST_FIELDS = 300
MOST_BITS = 64  # of a number in a sentence; Python writes no number of thousands of digits down


def register(app: Flask) -> None:
    """Answer every error with a page of our own."""
    app.register_error_handler(HTTPException, _bare(_http))
    for kind in (SecurityError, BadHost):
        app.register_error_handler(kind, _foreign_host)
    for status in (Forbidden, NotFound):
        app.register_error_handler(status, _with_menu(_http))
    app.register_error_handler(CSRFError, _bare(_expired))
    app.register_error_handler(SignedOutError, _bare(_signed_out))
    app.register_error_handler(StaleSignInError, _bare(_stale))
    app.register_error_handler(NotFoundError, _with_menu(_missing))
    app.register_error_handler(DomainError, _bare(_refused))
    app.register_error_handler(IntegrityError, _bare(_just_before))
    app.register_error_handler(StaleDataError, _bare(_gone_meanwhile))
    app.register_error_handler(DBAPIError, _bare(_storage))
    app.register_error_handler(Exception, _bare(_unexpected))


def _bare(handler: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """From here on nothing may ask the database, not even for the visitor's language: it may be what failed."""

    @wraps(handler)
    def answer(error: Any) -> Any:
        g.bare = True
        return handler(error)

    return answer


def _with_menu(handler: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Who reads, and is not let in or finds nothing, keeps menu and language: nothing failed, nothing is half done."""

    @wraps(handler)
    def answer(error: Any) -> Any:
        g.bare = request.method != "GET" or "sign_in" not in session
        g.reading = True
        return handler(error)

    return answer


def _foreign_host(_error: HTTPException) -> Response:
    """Asked by a name that is not ours: no page can be made, for no address of ours can be told."""
    return Response("This is not the address of this site.\n", 400, mimetype="text/plain")


def _page(status: int, title: str, text: str, *, sign_in: bool = False, reference: str | None = None) -> Any:
    """The page; by the `reference` somebody can point at the line that stands in the log about it."""
    if request.path.endswith(".json"):
        return _problem(status, title, text)
    words = {"title": title, "text": text, "kept": kept(), "sign_in": sign_in, "reference": reference}
    return render_template("errors/error.html", **words), status


def _problem(status: int, title: str, text: str) -> Response:
    """The same for a program (RFC 9457)."""
    answer = jsonify({"type": "about:blank", "status": status, "title": title, "detail": text})
    answer.status_code, answer.mimetype = status, "application/problem+json"
    return answer


def kept(form: type[FlaskForm] | None = None) -> typed.Kept:
    """What was typed (in that form), so that it can be copied from the page that says that nothing was saved."""
    room = request.blueprint
    if request.method != "POST" or room is None or room in WITHOUT_TEXT or g.get("is_foreign"):
        return typed.Kept([], [])  # there might be passwords among it, or words that another site chose
    try:
        return typed.kept(room, islice(request.form.items(multi=True), MOST_FIELDS), form)
    except HTTPException:
        return typed.Kept([], [])


def _http(error: HTTPException) -> Any:
    """What fails only after the view, as a commit of the library of accounts does, comes wrapped."""
    cause = getattr(error, "original_exception", None)
    if isinstance(cause, DBAPIError):
        return _just_before(cause) if isinstance(cause, IntegrityError) else _storage(cause)
    status = error.code or 500
    if status < 400:
        return error
    title, text = _words(status)
    return _page(status, title, text)


def _words(status: int) -> tuple[str, str]:
    is_file = status == 413 and request.mimetype == "multipart/form-data"
    too_large = PROGRAMME_TOO_LARGE if request.blueprint == "programmes" else FILE_TOO_LARGE
    title, text = too_large if is_file else WORDS.get(status, WORDS[500])
    is_refused = status == 403 and "refused" in g
    return gettext(title), _who_may(*g.refused) if is_refused else gettext(text)


def _who_may(permission: Permission, held: frozenset[Role]) -> str:
    """Which roles this page is for, and what somebody with these roles does who needs it."""
    roles = roles_with(permission)
    said = gettext(WHO_MAY, roles=role_names(roles))
    if Role.ADMINISTRATOR not in held:
        return f"{said} {gettext(WORDS[403][1])}"
    is_apart = all(conflict({Role.ADMINISTRATOR, role}) for role in roles)
    return f"{said} {gettext(APART if is_apart else GIVEN)}"


def _expired(_error: CSRFError) -> Any:
    if g.get("is_foreign"):
        logs.forged(endpoint=request.endpoint)
    return _page(
        400,
        gettext("This page is out of date"),
        gettext(
            "It was open for too long, or somebody else has signed in here since. Nothing was saved. "
            "Open the page again, and send it once more."
        ),
    )


def _signed_out(_error: SignedOutError) -> Any:
    """Silent for too long, or ended by somebody, which is told where it is known; what was typed is not lost by it."""
    why = g.get("why_over")
    text = f"{gettext(TOLD)} {why}" if why else gettext(SILENT)
    return _page(401, gettext("You are not signed in any more"), text, sign_in=True)


def _stale(_error: StaleSignInError) -> Any:
    return _page(
        403,
        gettext("Confirm that it is you"),
        gettext(
            "It is a while ago that you showed who you are. Nothing was saved. Open the page again, and confirm it."
        ),
    )


def _missing(_error: NotFoundError) -> Any:
    return _page(404, *_words(404))


def _refused(error: DomainError) -> Any:
    """A refusal that no form took up."""
    db.session.rollback()
    return _page(409, gettext("Nothing was saved"), told(error))


def told(error: DomainError) -> str:
    """A refusal in the language of the page, whatever number was sent."""
    if any(isinstance(value, int) and value.bit_length() > MOST_BITS for value in error.values.values()):
        return str(gettext("A number in it is far too large."))
    values = {name: day(value) if isinstance(value, date) else value for name, value in error.values.items()}
    return str(gettext(error.message, **values))


def _storage(error: DBAPIError) -> Any:
    """A full disk, a locked or absent database: nothing is half done, and reading goes on where it can."""
    return _not_saved(error, 503)


def _just_before(error: IntegrityError) -> Any:
    """Two people did what only one can do: the database let the first one through."""
    return _not_saved(error, 409)


def _gone_meanwhile(_error: StaleDataError) -> Any:
    """What was to be changed was erased at this very moment."""
    db.session.rollback()
    return _page(409, *_words(409))


def _not_saved(error: DBAPIError, status: int) -> Any:
    db.session.rollback()
    reference = logs.failure(error.orig or error, endpoint=request.endpoint)
    return _page(status, *_words(status), reference=reference if status >= 500 else None)


def _unexpected(error: Exception) -> Any:
    db.session.rollback()
    return _page(500, *_words(500), reference=logs.failure(error, endpoint=request.endpoint))
