"""What the sign-in library does in our way: codes count once and are slow to try, passwords are ours to judge."""

import hmac
from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_security import MailUtil, PasswordUtil, Totp, hash_password, verify_password
from flask_security.recovery_codes import MfRecoveryCodesUtil
from passlib.totp import TOTP, AppWallet  # type: ignore[import-untyped]

from jsp import audit, mail
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.sealed import keys, read_keys_again
from jsp.qr import qr
from jsp.rules import password as rule
from jsp.rules.keys import Keys
from jsp.rules.refusal import N_

EASY = N_("This password is easy to guess: it is built from common words or a pattern.")
STOLEN = N_("This password was stolen elsewhere and stands on lists that everybody who guesses has.")
BETTER = N_("Take four words that have nothing to do with each other.")
SLOW = "$argon2id$"
LETTERS = {"reset_instructions": "reset", "reset_notice": "password_changed", "change_notice": "password_changed"}


class _Wallet(AppWallet):  # type: ignore[misc]
    """Seals secrets with the newest key that this process knows, and gets to know one that was added while it ran."""

    of: Keys | None = None  # those that it holds

    def get_secret(self, tag: str) -> bytes:
        self._follow()
        try:
            return bytes(super().get_secret(tag))
        except KeyError:
            if not read_keys_again():
                raise
        self._follow()
        return bytes(super().get_secret(tag))

    def encrypt_key(self, key: bytes) -> Any:
        self._follow()
        return super().encrypt_key(key)

    def _follow(self) -> None:
        if self.of is not keys():
            self.of = keys()
            super().__init__({number: key.hex() for number, key in self.of.derive_by_number("totp").items()})


class OnceTotp(Totp):
    """A code of the authenticator app counts once."""

    def __init__(self, secrets: dict[int, str], issuer: str) -> None:
        super().__init__(secrets, issuer)
        self._totp = TOTP.using(issuer=issuer, wallet=_Wallet(secrets))

    def get_last_counter(self, user: Any) -> int | None:
        counter: int | None = user.tf_last_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        user.tf_last_counter = tmatch.counter

    def sealed_anew(self, kept: str) -> str | None:
        """A secret as the newest key seals it; None where it was sealed with that one."""
        found = self._totp.from_source(kept)
        return str(found.to_json(encrypt=True)) if found.changed else None

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The code as a drawing inside the page: addresses of images that hold data are not allowed here."""
        return qr(self.get_totp_uri(username, totp))


class SlowCodes(MfRecoveryCodesUtil):
    """Recovery codes are kept as passwords are: they can be checked, never shown again. Older ones are keyed marks."""

    def _encrypt_codes(self, codes: list[str]) -> list[str]:
        return [hash_password(mark(code)) for code in codes]

    def _decrypt_codes(self, codes: list[str]) -> list[str]:
        return codes

    def create_recovery_codes(self, user: Any) -> list[str]:
        audit.record(Action.CODES_MADE, "user", user.id, user_id=user.id)
        return list(super().create_recovery_codes(user))

    def check_recovery_code(self, user: Any, code: str) -> bool:
        return bool(_kept(user, code))

    def delete_recovery_code(self, user: Any, code: str) -> bool:
        audit.record(Action.CODE_USED, "user", user.id, user_id=user.id)
        return super().delete_recovery_code(user, _kept(user, code))


class OurPasswords(PasswordUtil):
    """12 to 128 characters, and not easy to guess."""

    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list[str] | None, str]:
        text = self.normalize(password)
        refusal = refuse_password(text, of=kwargs.get("user"))
        return [refusal] if refusal else None, text


class Letters(MailUtil):
    """Mail of the library goes through our outbox, with our texts and our address."""

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,
        **kwargs: Any,
    ) -> None:
        token = kwargs.get("reset_token")
        link = mail.link("security.reset_password", token=token) if token else ""
        mail.queue(LETTERS[template.rpartition("/")[2]], to=kwargs["user"], link=link)


CLASSES: dict[str, Any] = {
    "totp_cls": OnceTotp,
    "mf_recovery_codes_util_cls": SlowCodes,
    "password_util_cls": OurPasswords,
    "mail_util_cls": Letters,
}


def mark(code: str) -> str:
    """A recovery code under a key that is not in the database; case, blanks and hyphens do not matter."""
    plain = "".join(character for character in code.casefold() if character.isalnum())
    return keys().mark(plain, purpose="recovery-codes")


def _kept(user: Any, code: str) -> str:
    """What is kept of this code; empty where it is none of theirs."""
    marked = mark(code)
    for kept in user.mf_recovery_codes or ():
        if verify_password(marked, kept) if kept.startswith(SLOW) else hmac.compare_digest(marked, kept):
            return str(kept)
    return ""


def normal_password(text: str) -> str:
    """The password as it is hashed and compared, so that every keyboard writes an accent alike (NFKD)."""
    return str(current_app.extensions["security"].password_util.normalize(text))


def refuse_password(text: str, *, of: User | None) -> str | None:
    """Why this password may not be chosen, in words; None when it may."""
    if len(text) < rule.SHORTEST:
        return str(gettext("This password is too short. Take at least %(least)d characters.", least=rule.SHORTEST))
    if len(text) > rule.LONGEST:
        return str(gettext("This password is too long. Take at most %(most)d characters.", most=rule.LONGEST))
    about = (of.email, of.email.partition("@")[0], of.first_name) if of else ()
    if rule.is_easy_to_guess(text, about=about):
        return f"{gettext(EASY)} {gettext(BETTER)}"
    if rule.is_stolen(text):
        return f"{gettext(STOLEN)} {gettext(BETTER)}"
    return None
