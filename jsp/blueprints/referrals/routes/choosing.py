"""The first two taps: to whom, and how old."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp import audit, clock
from jsp.access import requires
from jsp.blueprints.referrals.forms.choosing import LONGEST_QUERY, AgeForm, ChooseForm
from jsp.blueprints.referrals.routes.room import Page, blueprint
from jsp.blueprints.referrals.service import choosing, mine
from jsp.blueprints.referrals.service.choosing import Origin
from jsp.errors import told
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models import caseload
from jsp.models.audit import Action
from jsp.models.directory_index import for_themes, lines_about
from jsp.models.referral_looks import looked_at
from jsp.models.referrals import Referral
from jsp.rules.consent import Age
from jsp.rules.refusal import DomainError
from jsp.rules.roles import Permission
from jsp.rules.text import readable_part
from jsp.verbs import consenting, referring
from jsp.words import referral_terms as words
from jsp.words.directory_terms import HELPS


@blueprint.route("/new/contact/<uuid:id>", methods=["GET", "POST"])
@requires(Permission.REFER)
def choose_for_contact(id: UUID) -> Page:
    """To whom, for a conversation at the desk."""
    return _begin(choosing.of_contact(current_user, id), url_for("intake.contact", id=id))


@blueprint.route("/new/thread/<uuid:id>", methods=["GET", "POST"])
@requires(Permission.REFER)
def choose_for_thread(id: UUID) -> Page:
    """To whom, for a question without a name."""
    return _begin(choosing.of_thread(current_user, id), url_for("messages.thread", id=id))


@blueprint.route("/<uuid:id>/partner", methods=["GET", "POST"])
@requires(Permission.REFER)
def other_partner(id: UUID) -> Page:
    """To somebody else after all."""
    row, form = mine.get_own(current_user, id), ChooseForm()
    form.offer([], row.site)
    if form.validate_on_submit() and form.attempt(
        lambda: choosing.change_partner(row, form.partner.data, key=form.key, user_id=current_user.id)
    ):
        db.session.commit()
        if form.done:
            flash(gettext("The yes was for the other partner, so it counts no more. Ask again."))
        return redirect(url_for(".passport", id=id), 303)
    db.session.rollback()
    row = mine.get_own(current_user, id)
    return _choose(
        form, theme_ids=(row.theme_id,), back=url_for(".passport", id=id), age=row.age, row=row,
        refusals=choosing.refusals([*choosing.before(row)]),
    )  # fmt: skip


@blueprint.route("/<uuid:id>/age", methods=["GET", "POST"])
@requires(Permission.REFER)
def age(id: UUID) -> Page:
    """How old they say they are; one tap."""
    row, form = mine.get_own(current_user, id), AgeForm()
    if form.validate_on_submit() and form.attempt(lambda: choosing.set_age(
        row, form.chosen, seen=form.seen.data or "", key=form.key, user_id=current_user.id
    )):  # fmt: skip
        db.session.commit()
        return redirect(url_for(".passport", id=id), 303)
    db.session.rollback()
    row = mine.get_own(current_user, id)
    form.seen.data = consenting.in_sight(row)
    return render_template("referrals/age.html", words=words, row=row, form=form), form.status


def _begin(origin: Origin, back: str) -> Page:
    """The list; a tap on it makes the draft."""
    form, sites = ChooseForm(), current_user.open_sites
    form.offer(sites, origin.site)
    if form.validate_on_submit():
        before = None if form.another.data else choosing.open_with(origin, form.partner.data, current_user)
        if before is not None and before.id != form.key:
            return render_template("referrals/twice.html", row=before, form=form, words=words, today=clock.today())
        site = origin.site or caseload.get_site(current_user, form.site.data)
        if form.attempt(lambda: choosing.begin(
            origin, form.partner.data, site=site, key=form.key, by=current_user
        )):  # fmt: skip
            db.session.commit()
            return redirect(url_for(".age", id=form.done.id), 303)
    db.session.rollback()
    contact = origin.contact and origin.contact.id
    refusals = choosing.refusals(choosing.of_origin(origin, current_user))
    return _choose(form, theme_ids=origin.theme_ids, back=back, age=origin.age, contact=contact, refusals=refusals)


def _choose(
    form: ChooseForm, *, theme_ids: tuple[int, ...], back: str, age: Age | None, refusals: dict[int, Referral],
    **more: object,
) -> Page:  # fmt: skip
    asked = readable_part(request.args.get("q", "")[:LONGEST_QUERY]).strip()
    signpost = OnceForm()
    signpost.renew()
    found = choosing.refused_last(choosing.search(asked), refusals) if asked else None
    partners = choosing.refused_last(for_themes(theme_ids), refusals)
    page = render_template(
        "referrals/choose.html", words=words, helps=HELPS, form=form, asked=asked, back=back,
        found=found, lines=lines_about(asked) if asked else [], partners=partners,
        age=age, unfit=choosing.unfit(age, [*(found or []), *partners]),
        signpost=signpost, refusals=refusals, today=clock.today(), **{"contact": None, "row": None, **more},
    )  # fmt: skip
    return page, form.status


def mine_to_show(id: UUID) -> Referral:
    """A referral of this worker of which the packet is shown: that it was is written down."""
    db.session.rollback()
    row = mine.get_own(current_user, id)
    audit.record(Action.IDENTITY_READ, looked_at(row), row.id)
    referring.mark_anew(row)
    return row


def leave(id: UUID, error: DomainError | str) -> Response:
    """To the page of the referral, and why it goes no further here."""
    flash(error if isinstance(error, str) else told(error))
    return redirect(url_for(".referral", id=id), 303)
