"""Carers: for the pair the texts to copy and the numbers, for carers a page per lesson."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp import clock
from jsp.access import public, requires
from jsp.blueprints.lessons.forms.carers import ComingForm, ReachForm
from jsp.blueprints.lessons.routes import coming
from jsp.blueprints.lessons.routes.acts import get_row
from jsp.blueprints.lessons.routes.room import Page, blueprint
from jsp.blueprints.lessons.service import carers as service
from jsp.blueprints.lessons.service import reach as reaching
from jsp.blueprints.lessons.service.series import get_card
from jsp.extensions import csrf, db
from jsp.rules.roles import Permission
from jsp.shared_pages import shared

OF_LESSON = "/klas/<code>/thuis/<lesson>"


@blueprint.get("/lessons/series/<uuid:id>/carers")
@requires(Permission.PLAN_LESSONS)
def carers(id: UUID) -> str:
    """The letter beforehand, and of each lesson whether carers heard of it."""
    card = get_card(current_user, id)
    return render_template(
        "lessons/carers.html", card=card, letter=service.letter_of(card), reach=reaching.reach_of(card),
        link=service.link_to(card), total=reaching.reach_at_school(card),
    )  # fmt: skip


@blueprint.route("/lessons/series/<uuid:id>/carers/<int(max=2147483647):position>", methods=["GET", "POST"])
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
    reach = reaching.find_reach(row)
    form.show(reach, reaching.mark(reach))
    return render_template(
        "lessons/carers_of.html", card=card, row=row, form=form, reach=reach, text=service.text_of(card, row),
        is_for_carers=service.is_for_carers(card, row),
    ), form.status  # fmt: skip


@blueprint.get("/klas/<code>/thuis")
@public
@shared
def carer_pages(code: str) -> Page:
    """All that carers of a class can read."""
    found = service.list_pages(code, clock.local_now())
    if found is None:
        return render_template("lessons/carers_unknown.html"), 404
    return render_template("lessons/carers_pages.html", school_class=found[0], pages=found[1], code=code,
                           address_of=service.address_of)  # fmt: skip


@blueprint.get(OF_LESSON)
@public
def carer_page(code: str, lesson: str) -> Page:
    """What one lesson was about, and a question for at home; or when carers are welcome."""
    page = service.find_page(code, lesson, clock.local_now())
    if page is None:
        return render_template("lessons/carers_unknown.html"), 404
    return _show(page, ComingForm(), code)


@blueprint.post(f"{OF_LESSON}/kom")
@csrf.exempt  # type: ignore[untyped-decorator]
@public
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
    return render_template("lessons/carers_page.html", page=page, form=form, comes=comes, code=code), form.status
