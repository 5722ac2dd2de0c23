"""What the two of a pair fill in, a file for each noun."""

from typing import Any

from wtforms import Field, ValidationError

from jsp.forms import FILL_IN


class Sent:
    """Validator that refuses a form without the field: it would empty what stands there."""

    def __call__(self, _form: Any, field: Field) -> None:
        if field.raw_data is not None and not field.raw_data:
            raise ValidationError(FILL_IN)
