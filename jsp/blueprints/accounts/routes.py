"""Addresses around signing in; the sign-in itself is the library's view with our form and page."""

from flask import Blueprint

from jsp.blueprints.accounts import service

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")
blueprint.add_app_template_global(service.demo_people)
