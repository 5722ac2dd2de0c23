"""Texts that come from elsewhere."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_login import current_user

from jsp.access import requires
from jsp.blueprints.focus_groups.forms.transcripts import AGAIN, BringForm, KeepForm
from jsp.blueprints.focus_groups.routes.room import Page, blueprint
from jsp.blueprints.focus_groups.service import transcripts as service
from jsp.extensions import db
from jsp.models.focus_group_rows import get_held
from jsp.models.focus_groups import FocusGroup
from jsp.rules.pseudonyms import names_in
from jsp.rules.roles import Permission
from jsp.rules.transcript import Reading, speakers
from jsp.verbs import talk_texts


@blueprint.route("/<uuid:id>/transcript", methods=["GET", "POST"])
@requires(Permission.HOLD_TALKS, reads=True)
def bring_transcript(id: UUID) -> Page:
    """Choose a file or paste, and see who is in it; nothing is stored yet."""
    group, form = get_held(current_user, id), BringForm()
    confirm, found = KeepForm(formdata=None), list[Reading]()

    def look() -> None:
        talk_texts.check_open(group)
        found.append(form.reading())
        service.check_new(group, found[0].turns)
        confirm.show(group, found[0], service.proposed(group, speakers(found[0].turns)))
        confirm.name.data = form.name_for(group)
        confirm.renew()

    if form.validate_on_submit() and form.attempt(look):
        return _preview(group, confirm, found[0])
    return render_template("focus_groups/transcript.html", form=form, group=group), form.status


@blueprint.post("/<uuid:id>/transcript/keep")
@requires(Permission.HOLD_TALKS)
def keep_transcript(id: UUID) -> Page:
    """Keep it as it was shown, with who is who."""
    group, form, found = get_held(current_user, id), KeepForm(), list[Reading]()
    form.offer(group)

    def keep() -> None:
        choices = form.choices_for([each.name for each in speakers(found[0].turns)])
        service.keep(id, form.name.data, found[0].turns, choices, key=form.key, by=current_user)

    if not form.attempt(lambda: found.append(form.reading_for(group))):
        flash(gettext(AGAIN))
        return redirect(url_for(".bring_transcript", id=id), 303)
    if form.validate_on_submit() and form.attempt(keep):
        db.session.commit()
        form.say(gettext("Kept. Look whether names or places are left in the words."))
        return redirect(url_for(".pseudonyms", id=id), 303)
    db.session.rollback()
    return _preview(get_held(current_user, id), form, found[0]), 422


def _preview(group: FocusGroup, form: KeepForm, reading: Reading) -> str:
    found = speakers(reading.turns)
    rows = list(zip(found, form.speakers.entries, [names_in(each.name) for each in found], strict=True))
    silent = sum(not turn.speaker for turn in reading.turns)
    return render_template(
        "focus_groups/transcript_preview.html", group=group, form=form, reading=reading, rows=rows, silent=silent,
    )  # fmt: skip
