"""What a pair fills in when it looks back."""

from collections.abc import Mapping

from wtforms import Field, HiddenField

from jsp.blueprints.debriefs.forms import Sent
from jsp.blueprints.debriefs.forms.words import QUESTIONS, question
from jsp.forms import OnceForm, Paragraphs, Within
from jsp.rules.evaluation import Moment
from jsp.rules.reflection import KEYS, asked_at

MOST = 1000


class ReflectionForm(OnceForm):
    """Questions along five mechanisms; every one of them may stay empty. `ask` comes first."""

    seen = HiddenField()
    keys: tuple[str, ...]

    def ask(self, moment: Moment) -> None:
        """What is asked at that moment, in its words."""
        self.keys = tuple(key for keys in asked_at(moment).values() for key in keys)
        for key in KEYS:
            if key in self.keys:
                self.field(key).label.text = question(key, moment)
            else:
                del self[f"q{key}"]

    def show(self, answers: Mapping[str, str], mark: str) -> None:
        """What was answered before."""
        for key in self.keys:
            self.field(key).data = answers[key]
        self.seen.data = mark

    def field(self, key: str) -> Field:
        """That of one question."""
        return self[f"q{key}"]

    def draft(self) -> dict[str, str]:
        """As a value."""
        return {key: self.field(key).data or "" for key in self.keys}


for _key in KEYS:
    setattr(ReflectionForm, f"q{_key}", Paragraphs(QUESTIONS[_key], [Sent(), Within(MOST)]))


class ShareForm(OnceForm):
    """One tap: others may read it, or not any more; `seen` says what stood there."""

    seen = HiddenField()
