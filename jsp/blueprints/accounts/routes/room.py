"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from jsp.blueprints.accounts.routes import library
from jsp.blueprints.accounts.service import sign_in

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")
blueprint.add_app_template_global(sign_in.demo_people)


@blueprint.record_once
def _listen(state: BlueprintSetupState) -> None:
    library.listen(state.app)  # type: ignore[arg-type]
