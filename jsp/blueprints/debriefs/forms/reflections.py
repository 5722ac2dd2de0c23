"""What a pair fills in when it looks back."""

from collections.abc import Mapping

from wtforms import Field, HiddenField

from jsp.blueprints.debriefs.forms import Sent
from jsp.blueprints.debriefs.forms.words import QUESTIONS
from jsp.forms import OnceForm, Paragraphs, Within
from jsp.rules.reflection import KEYS

MOST = 1000


class ReflectionForm(OnceForm):
    """Seven questions; every one of them may stay empty."""

    seen = HiddenField()

    def show(self, answers: Mapping[str, str], mark: str) -> None:
        """What was answered before."""
        for key in KEYS:
            self.field(key).data = answers[key]
        self.seen.data = mark

    def field(self, key: str) -> Field:
        """That of one question."""
        return self[f"q{key}"]

    def draft(self) -> dict[str, str]:
        """As a value."""
        return {key: self.field(key).data or "" for key in KEYS}


for _key in KEYS:
    setattr(ReflectionForm, f"q{_key}", Paragraphs(QUESTIONS[_key], [Sent(), Within(MOST)]))


class ShareForm(OnceForm):
    """One tap: others may read it, or not any more; `seen` says what stood there."""

    seen = HiddenField()
