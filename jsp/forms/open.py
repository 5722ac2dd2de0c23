"""Forms for who has no account: no session that can run out while they type, and either language."""

from typing import Any

from wtforms import HiddenField

from jsp.extensions import LANGUAGES, speak
from jsp.forms import OnceForm, OurForm


class EitherLanguage(OurForm):
    """A form that the button for the other language sends too, so that nothing typed is lost: then nothing is done."""

    language = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.changes_language:
            speak(self.language.data)

    @property
    def changes_language(self) -> bool:
        """Whether that button sent it."""
        return self.language.data in LANGUAGES

    def validate(self, extra_validators: Any = None) -> bool:
        """Also cleans what was typed; where only the language changes, none of it is judged."""
        is_valid: bool = super().validate(extra_validators)
        if self.changes_language:
            for field in self:
                field.errors = []
        return is_valid and not self.changes_language


class OpenForm(EitherLanguage, OnceForm):
    """A form for who has no account, and so no session that could run out while they type.

    Its once-key is ours, and access.py looks where a form is sent from; what a conversation holds is opened by a cookie
    that other sites cannot make a browser send.
    """

    class Meta:
        csrf = False

    @property
    def status(self) -> int:
        """The same; nothing was refused where only the language changed."""
        return 200 if self.changes_language else super().status
