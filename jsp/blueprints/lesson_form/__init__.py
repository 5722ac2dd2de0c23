"""What pupils open on their phones after a lesson, without an account: /les."""

from jsp.blueprints.lesson_form.routes import blueprint
from jsp.blueprints.lesson_form.routes.rush import stand_before

__all__ = ["blueprint", "stand_before"]
