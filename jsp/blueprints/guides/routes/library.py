"""All guides, and one of them."""

from flask import render_template, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.access import requires
from jsp.blueprints.guides.routes.room import VERSION, blueprint
from jsp.blueprints.guides.service import keeping
from jsp.forms import OnceForm
from jsp.forms.buttons import once
from jsp.rules.roles import Permission
from jsp.verbs import editions, library
from jsp.verbs.guiding import GUIDES


@blueprint.get("/")
@requires(Permission.HOLD_TALKS)
def show() -> str:
    """All of them: those that come with this app, own ones, and what was put away."""
    return render_template(
        "guides/library.html", keeps=current_user.may(Permission.KEEP_GUIDES), form=OnceForm(),
        versions=library.newest_versions(GUIDES, is_archived=False),
        archived=library.newest_versions(GUIDES, is_archived=True),
    )  # fmt: skip


@blueprint.get("/<code>")
@blueprint.get(VERSION)
@requires(Permission.HOLD_TALKS)
def guide(code: str, number: int | None = None) -> str:
    """One of them, now or in a version that it was."""
    version = library.get_version(GUIDES, code, number)
    return render_template(
        "guides/guide.html", version=version, number=number, content=version.content, form=OnceForm(),
        keeps=current_user.may(Permission.KEEP_GUIDES),
    )  # fmt: skip


@blueprint.post("/<code>/archive")
@requires(Permission.KEEP_GUIDES)
def archive(code: str) -> Response:
    """Put it away; the list that follows offers to undo it."""
    library.get_version(GUIDES, code)
    done = gettext("Archived. Talks that were led with it stay as they are.")
    return once(lambda key: keeping.archive(code, key=key), done, url_for(".show"))


@blueprint.post("/<code>/restore")
@requires(Permission.KEEP_GUIDES)
def restore(code: str) -> Response:
    """Let it be chosen again."""
    library.get_version(GUIDES, code)
    done = gettext("It can be chosen again.")
    return once(lambda key: editions.restore(GUIDES, code, key=key), done, url_for(".show"))
