"""Carers: for the pair the texts to copy and the numbers, for carers a page per lesson."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import public, requires
from jsp.acting import get_row, on_row
from jsp.blueprints.carers.forms import ComingForm, ReachForm
from jsp.blueprints.carers.routes import coming
from jsp.blueprints.carers.routes.room import Page, blueprint
from jsp.blueprints.carers.service import pages as service
from jsp.blueprints.carers.service import reach as reaching
from jsp.extensions import csrf, db
from jsp.forms import OnceForm
from jsp.models.lesson_rows import get_card
from jsp.rules.roles import Permission
from jsp.shared_pages import shared
from jsp.written import as_written

OF_LESSON = "/klas/<code>/thuis/<lesson>"
REACH = "/lessons/series/<uuid:id>/carers/<int(max=2147483647):position>"


@blueprint.get("/lessons/series/<uuid:id>/carers")
@requires(Permission.PLAN_LESSONS)
def carers(id: UUID) -> str:
    """The letter beforehand, and of each lesson whether carers heard of it."""
    card = get_card(current_user, id)
    return render_template(
        "carers/carers.html", card=card, letter=service.letter_of(card), reach=reaching.reach_of(card),
        link=service.link_to(card), total=reaching.reach_at_school(card),
    )  # fmt: skip


@blueprint.route(REACH, methods=["GET", "POST"])
@requires(Permission.PLAN_LESSONS)
def carers_of(id: UUID, position: int) -> Page:
    """What goes to carers about one lesson, and how many that reached."""
    card, row = get_row(id, position)
    form = ReachForm()
    form.show(reaching.find_reach(row), "")
    if form.validate_on_submit() and form.attempt(
        lambda: reaching.keep_reach(row, form.draft(), seen=form.seen.data or "", key=form.key)
    ):
        db.session.commit()
        form.say(gettext("Saved."))
        return redirect(url_for(".carers", id=id), 303)
    reach, button = reaching.find_reach(row), OnceForm(formdata=None)
    form.show(reach, reaching.mark(reach))
    button.renew()
    return render_template(
        "carers/carers_of.html", card=card, row=row, form=form, reach=reach, text=service.text_of(card, row),
        is_for_carers=service.is_for_carers(card, row), button=button,
    ), form.status  # fmt: skip


@blueprint.post(f"{REACH}/count-anew")
@requires(Permission.PLAN_LESSONS)
def count_anew(id: UUID, position: int) -> Response:
    """Begin anew with counting who comes."""
    return on_row(id, position, lambda _card, row, key: reaching.count_anew(row, key=key),
                  gettext("The counter stands at 0."), url_for(".carers_of", id=id, position=position))  # fmt: skip


@blueprint.get("/klas/<code>/thuis")
@public
@as_written
@shared
def carer_pages(code: str) -> Page:
    """All that carers of a class can read."""
    found = service.list_pages(code, clock.local_now())
    if found is None:
        return render_template("carers/carers_unknown.html"), 404
    return render_template("carers/carers_pages.html", school_class=found[0], pages=found[1], code=code,
                           address_of=service.address_of)  # fmt: skip


@blueprint.get(OF_LESSON)
@public
@as_written
def carer_page(code: str, lesson: str) -> Page:
    """What one lesson was about, and a question for at home; or when carers are welcome."""
    page = service.find_page(code, lesson, clock.local_now())
    if page is None:
        return render_template("carers/carers_unknown.html"), 404
    return _show(page, ComingForm(), code)


@blueprint.post(f"{OF_LESSON}/kom")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@as_written
def come(code: str, lesson: str) -> Page:
    """I am coming."""
    page, form = service.find_page(code, lesson, clock.local_now()), ComingForm()
    back = redirect(url_for(".carer_page", code=code, lesson=lesson), 303)
    if page is None or not page.invites:
        return back
    if form.validate_on_submit() and form.attempt(lambda: service.count_in(page, key=form.key)):
        db.session.commit()
        return coming.remember(back, page, form.key) if service.is_counted(form.key) else back
    return _show(page, form, code)


@blueprint.post(f"{OF_LESSON}/niet")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
@as_written
def come_not(code: str, lesson: str) -> Page:
    """Not after all."""
    page = service.find_page(code, lesson, clock.local_now())
    back, key = redirect(url_for(".carer_page", code=code, lesson=lesson), 303), coming.find(page)
    if page is None or key is None:
        return back
    service.count_out(page, key=key)
    db.session.commit()
    return coming.forget(back, page)


def _show(page: service.Page, form: ComingForm, code: str) -> Page:
    comes = coming.find(page) is not None
    return render_template("carers/carers_page.html", page=page, form=form, comes=comes, code=code), form.status
