"""The list, and an entry of it."""

from flask import redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import clock
from jsp.access import requires
from jsp.blueprints.directory.forms.partners import PartnerForm, asked, contact_key
from jsp.blueprints.directory.routes.room import ID, TERMS, Page, blueprint
from jsp.blueprints.directory.service import partners as service
from jsp.blueprints.directory.service import signposts
from jsp.blueprints.directory.service.listing import list_partners
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.directory_rows import get_partner, upkeep_waiting
from jsp.models.reference import get_reference
from jsp.rules.roles import Permission
from jsp.verbs import ground_history, partner_changes


@blueprint.get("/directory/")
@requires(Permission.READ_DIRECTORY)
def show() -> str:
    """Who somebody can go to, as it is searched and narrowed."""
    wish = asked(request.args)
    listed = list_partners(wish.text, wish.narrowed(current_user), page=wish.page, to_check=wish.to_check)
    keeps, today = current_user.may(Permission.KEEP_DIRECTORY), clock.today()
    return render_template(
        "directory/list.html", asked=wish, listed=listed, today=today, form=OnceForm(),
        archived=service.archived_partners() if wish.is_all and keeps else [],
        upkeep=upkeep_waiting(today) if keeps else (0, 0),
        theme_choices=[(each.id, each.name) for each in get_reference().themes if each.archived_on is None], **TERMS,
    )  # fmt: skip


@blueprint.get(f"/directory/{ID}")
@requires(Permission.READ_DIRECTORY)
def partner(id: int) -> str:
    """All that is known of one, and who changed it."""
    found = get_partner(id)
    keeps = current_user.may(Permission.KEEP_DIRECTORY)
    sees_live = current_user.may(Permission.SEE_TEAM_TRENDS)  # a number that moves tells who was just shown the way
    return render_template(
        "directory/partner.html", partner=found, keeps=keeps, form=OnceForm(), fields=PartnerForm(),
        changes=ground_history.list_changes(partner_changes.KIND, id) if keeps else [], today=clock.today(),
        contact=contact_key(request.args.get("contact", "")),
        times_shown=signposts.times_shown(found) if sees_live else None, **TERMS,
    )  # fmt: skip


@blueprint.route("/directory/new", methods=["GET", "POST"])
@requires(Permission.KEEP_DIRECTORY)
def new() -> Page:
    """Add an entry."""
    form = PartnerForm()
    form.offer()
    if form.validate_on_submit() and form.attempt(
        lambda: service.make_partner(form.values(), key=form.key, by=current_user)
    ):
        db.session.commit()
        form.say(gettext("Added. It stands as checked today."))
        return redirect(url_for(".partner", id=form.done) if form.done else url_for(".show"), 303)
    return render_template("directory/edit.html", form=form, partner=None), form.status


@blueprint.route(f"/directory/{ID}/edit", methods=["GET", "POST"])
@requires(Permission.KEEP_DIRECTORY)
def edit(id: int) -> Page:
    """Change an entry."""
    found, form = get_partner(id), PartnerForm()
    form.offer(found)
    if form.validate_on_submit() and form.attempt(lambda: service.change_partner(
        found, form.values(), seen=form.seen.data or "", key=form.key, by=current_user
    )):  # fmt: skip
        db.session.commit()
        form.say(gettext("Changed."))
        return redirect(url_for(".partner", id=id), 303)
    if not form.is_submitted():
        form.show(found)
    if not form.is_submitted() or form.seen.errors:
        form.seen.data = service.mark(found)
    return render_template("directory/edit.html", form=form, partner=found), form.status


@blueprint.post(f"/directory/{ID}/check")
@requires(Permission.KEEP_DIRECTORY)
def check(id: int) -> Response:
    """Somebody looked today, and all of it is right."""
    found, back = get_partner(id), url_for(".partner", id=id)
    done = gettext("Thank you. It stands as checked today.")
    return once(lambda key: service.check_today(found, key=key, by=current_user), done, back)


@blueprint.get(f"/directory/{ID}/archive")
@requires(Permission.KEEP_DIRECTORY)
def ask_archive(id: int) -> str:
    """What there is to know before it is archived."""
    return render_template("directory/archive.html", partner=get_partner(id), form=OnceForm())


@blueprint.post(f"/directory/{ID}/archive")
@requires(Permission.KEEP_DIRECTORY)
def archive(id: int) -> Response:
    """It closed or moved: nobody can choose it any more."""
    found, back = get_partner(id), url_for(".partner", id=id)
    done = gettext("Archived. Who has a referral open there has a task about it now.")
    return once(lambda key: service.archive_partner(found, key=key, by=current_user), done, back)


@blueprint.post(f"/directory/{ID}/restore")
@requires(Permission.KEEP_DIRECTORY)
def restore(id: int) -> Response:
    """Let it be chosen again."""
    found, back = get_partner(id), url_for(".partner", id=id)
    done = gettext("It can be chosen again.")
    return once(lambda key: service.restore_partner(found, key=key, by=current_user), done, back)
