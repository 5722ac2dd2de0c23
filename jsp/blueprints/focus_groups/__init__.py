"""Talks: who takes part, notes while they talk, texts, reading back, approval, erasing."""

from jsp.blueprints.focus_groups.routes import blueprint

__all__ = ["blueprint"]
