"""The form that makes the code of a card."""

import hmac
from uuid import UUID

from jsp.forms import OnceForm
from jsp.models.sealed import keys


class OwnCardForm(OnceForm):
    """One button. Sent twice it makes the same code, so that a second tap does not take the first away."""

    @property
    def seed(self) -> bytes:
        """32 bytes that only who holds this page can make us find again; kept nowhere."""
        raw = UUID(self._signer().loads(self.once.data or ""))
        return hmac.digest(keys().derive("card seed"), raw.bytes, "sha256")
