"""The form that makes the code of a card."""

import hmac
from uuid import UUID

from flask import request

from jsp.forms import OnceForm, key_of_act
from jsp.models.sealed import keys

DONE = "referrals.own_card_done"


class OwnCardForm(OnceForm):
    """One button. Sent twice it makes the same code, so that a second tap does not take the first away."""

    @property
    def key_of_done(self) -> UUID:
        """The key of the act that puts the code of this page away."""
        return key_of_act(UUID(self._signer().loads(self.once.data or "")), DONE, request.view_args or {})

    @property
    def seed(self) -> bytes:
        """32 bytes that only who holds this page can make us find again; kept nowhere."""
        raw = UUID(self._signer().loads(self.once.data or ""))
        return hmac.digest(keys().derive("card seed"), raw.bytes, "sha256")
