"""Single sign-on: who people are is proved at their school or employer, what they may do stays here."""

from jsp.blueprints.single_sign_on.routes import blueprint

__all__ = ["blueprint"]
