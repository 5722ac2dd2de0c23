"""The app of a Jongeren Service Punt."""

from pathlib import Path

from flask import Flask
from flask_security import Security, SQLAlchemyUserDatastore
from jinja2 import StrictUndefined

from jsp import (
    access,
    cli,
    config,
    cookies,
    credentials,
    errors,
    headers,
    logs,
    metrics,
    missing,
    pages,
    shared_pages,
    static_files,
)
from jsp.blueprints import (
    accounts,
    agreements,
    break_glass,
    card,
    carers,
    class_page,
    coding,
    debriefs,
    directory,
    evaluations,
    figures,
    findings,
    focus_groups,
    guides,
    hours,
    intake,
    lesson_form,
    lessons,
    messages,
    partner,
    person_requests,
    programmes,
    public,
    questionnaires,
    read_back,
    referrals,
    research,
    retention,
    settings,
    single_sign_on,
    today,
    trail,
    trends,
    waves,
)
from jsp.extensions import babel, csrf, db, language, migrate, tune
from jsp.models.accounts import Passkey, RoleRow, User

ROOMS = (public, accounts, single_sign_on, today, hours, intake, messages, lessons, class_page, carers, agreements,
         programmes, evaluations, lesson_form, debriefs, questionnaires, waves, research, directory, referrals, card,
         partner, guides, focus_groups, read_back, coding, findings, trends, figures,
         break_glass, trail, retention, person_requests, settings)  # fmt: skip
PARTS = (static_files.serve, pages.furnish, headers.send, shared_pages.serve, lesson_form.stand_before, errors.register,
         cli.register, access.guard, missing.note, metrics.serve, cookies.name_for_tls)  # fmt: skip


def create_app(given: dict[str, object] | None = None) -> Flask:
    """Build the app; `given` settings override those of the environment."""
    app = Flask(__name__, instance_path=str(Path.cwd() / "instance"))
    app.config.update(given or config.load(Path(app.instance_path)))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.lstrip_blocks = True
    logs.configure()
    db.init_app(app)
    tune(app)
    migrate.init_app(app, db)
    csrf.init_app(app)
    babel.init_app(app, locale_selector=language)
    people = SQLAlchemyUserDatastore(db, User, RoleRow, Passkey)
    security = Security(app, people, **credentials.CLASSES, **accounts.FORMS)
    security.want_json(lambda _request: False)
    for room in ROOMS:
        app.register_blueprint(room.blueprint)
    for part in PARTS:
        part(app)
    return app
