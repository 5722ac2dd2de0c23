"""What pupils open on their phones after a lesson, without an account: /les."""

from jsp.blueprints.lesson_form.routes import blueprint

__all__ = ["blueprint"]
