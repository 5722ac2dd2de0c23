"""The questionnaires of this JSP, and what stands in them."""

from flask import render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.questionnaires.routes.room import VERSION, Reader, blueprint
from jsp.blueprints.questionnaires.service import uses
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.models.finding_rows import behind_items
from jsp.rules.roles import Permission
from jsp.verbs import editions, library
from jsp.verbs.asked import QUESTIONNAIRES


@blueprint.get("/")
@requires(Permission.READ_PROGRAMMES)
def show() -> str:
    """All of them, and after the lessons of which programmes each is asked."""
    return render_template(
        "questionnaires/library.html", keeps=current_user.may(Permission.KEEP_QUESTIONNAIRES), form=OnceForm(),
        versions=library.newest_versions(QUESTIONNAIRES, is_archived=False),
        archived=library.newest_versions(QUESTIONNAIRES, is_archived=True),
        uses=uses.uses(),
    )  # fmt: skip


@blueprint.get("/<code>")
@blueprint.get(VERSION)
@requires(Permission.READ_PROGRAMMES)
def questionnaire(code: str, number: int | None = None) -> str:
    """One of them as pupils see it, now or in a version that it was."""
    version = library.get_version(QUESTIONNAIRES, code, number)
    behind, asked = behind_items(current_user, version.questionnaire.id), {each.key for each in version.content.items}
    return render_template(
        "questionnaires/questionnaire.html", version=version, number=number, content=version.content,
        reader=Reader.of_request(), uses=[each for each in uses.uses() if each.code == code], form=OnceForm(),
        keeps=current_user.may(Permission.KEEP_QUESTIONNAIRES),
        behind=behind, gone={key: decisions for key, decisions in behind.items() if key not in asked},
    )  # fmt: skip


@blueprint.post("/<code>/archive")
@requires(Permission.KEEP_QUESTIONNAIRES)
def archive(code: str) -> Response:
    """Put it away; the list that follows offers to undo it."""
    library.get_version(QUESTIONNAIRES, code)
    done = gettext("Archived. Figures that stand on it stay.")
    return once(lambda key: uses.archive(code, key=key), done, url_for(".show"))


@blueprint.post("/<code>/restore")
@requires(Permission.KEEP_QUESTIONNAIRES)
def restore(code: str) -> Response:
    """Let it be chosen again."""
    library.get_version(QUESTIONNAIRES, code)
    done = gettext("It can be chosen again.")
    return once(lambda key: editions.restore(QUESTIONNAIRES, code, key=key), done, url_for(".show"))
