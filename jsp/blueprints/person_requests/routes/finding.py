"""Finding what is about the person."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.person_requests.forms import FindCodeForm, NameForm
from jsp.blueprints.person_requests.routes.room import THING, Page, blueprint, closed_page, request_page
from jsp.blueprints.person_requests.service import along, asked, finding, shown
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.code import try_code
from jsp.rules.roles import Permission
from jsp.words import retention_terms as words


@blueprint.post("/<uuid:id>/code")
@requires(Permission.HANDLE_REQUESTS)
def find_code(id: UUID) -> Page:
    """By the code that they have."""
    request, form = asked.get_request(current_user, id), FindCodeForm()
    if not asked.is_open(request):
        return closed_page(request, FindCodeForm)
    found = try_code(form, finding.by_code, asked.KIND) if form.validate_on_submit() else None
    if found is None:
        page = request_page(asked.get_request(current_user, id), code=form)
        return page, form.status if form.code.errors else 422
    asked.keep_typed(asked.get_request(current_user, id), *found)
    return _add(id, [found])


@blueprint.post("/<uuid:id>/name")
@requires(Permission.HANDLE_REQUESTS)
def find_name(id: UUID) -> Page:
    """By the name on a card in the own caseload; that was looked for is kept."""
    request, form = asked.get_request(current_user, id), NameForm()
    if not asked.is_open(request):
        return closed_page(request, NameForm)
    if not form.validate_on_submit():
        return request_page(request, name=form), 422
    named = finding.by_name(current_user, form.name.data)
    for each in named:
        along.keep_own_way(each)
    return _add(id, named)


@blueprint.route(f"/<uuid:id>/off/{THING}", methods=["GET", "POST"])
@requires(Permission.HANDLE_REQUESTS)
def take_off(id: UUID, kind: str, thing: UUID) -> Page:
    """It is about somebody else after all: take it off, after asking."""
    found, form = asked.get_request(current_user, id), OnceForm()
    if form.validate_on_submit() and form.attempt(
        lambda: asked.take_off(found, kind, thing, key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(_told_off(form.done))
        return redirect(url_for(".request_of", id=id), 303)
    if not asked.is_open(found):
        return closed_page(found)
    item = asked.get_item(found, kind, thing)
    things = {(each.kind, str(each.id)): each for each in shown.things_of(found, current_user)}
    beside = [(things[each.key], asked.why_on(each, current_user)) for each in along.came_along(found, item)]
    page = render_template(
        "person_requests/take_off.html", request_=found, form=form, words=words, why=asked.why_on(item, current_user),
        thing=things[item.key], more=[each for each, why in beside if why is None],
        staying=[each for each in beside if each[1] is not None],
    )  # fmt: skip
    return page, form.status


def _told_off(number: int) -> str:
    many = ngettext("%(num)d thing was taken off this request.", "%(num)d things were taken off this request.", number)
    return str(many if number > 1 else gettext("Taken off this request."))


def _add(id: UUID, found: list[finding.Found]) -> Page:
    request = asked.get_request(current_user, id)
    more = dict.fromkeys(each for one in found for each in finding.with_more(one))
    for kind, thing in more:
        asked.add(request, kind, thing)
    db.session.commit()
    number = len(more)
    flash(ngettext("%(num)d thing found.", "%(num)d things found.", number) if number else gettext("Nothing found."))
    return redirect(url_for(".request_of", id=id), 303)
