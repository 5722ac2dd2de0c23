"""What the sign-in library does in our way: codes count once, recovery codes are marks, passwords are ours to judge."""

from typing import Any

from flask import current_app
from flask_babel import gettext
from flask_security import MailUtil, PasswordUtil, Totp
from flask_security.recovery_codes import MfRecoveryCodesUtil

from jsp import audit, mail
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.sealed import keys
from jsp.qr import qr
from jsp.rules import password as rule
from jsp.rules.refusal import N_

EASY = N_("This password is easy to guess: it is built from common words or a pattern.")
BETTER = N_("Take four words that have nothing to do with each other.")
LETTERS = {"reset_instructions": "reset", "reset_notice": "password_changed", "change_notice": "password_changed"}


class OnceTotp(Totp):
    """A code of the authenticator app counts once."""

    def get_last_counter(self, user: Any) -> int | None:
        counter: int | None = user.tf_last_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        user.tf_last_counter = tmatch.counter

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The code as a drawing inside the page: addresses of images that hold data are not allowed here."""
        return qr(self.get_totp_uri(username, totp))


class MarkedCodes(MfRecoveryCodesUtil):
    """Recovery codes are kept as keyed marks: they can be checked, never shown again."""

    def _encrypt_codes(self, codes: list[str]) -> list[str]:
        return [mark(code) for code in codes]

    def _decrypt_codes(self, codes: list[str]) -> list[str]:
        return codes

    def create_recovery_codes(self, user: Any) -> list[str]:
        audit.record(Action.CODES_MADE, "user", user.id, user_id=user.id)
        return list(super().create_recovery_codes(user))

    def check_recovery_code(self, user: Any, code: str) -> bool:
        return super().check_recovery_code(user, mark(code))

    def delete_recovery_code(self, user: Any, code: str) -> bool:
        audit.record(Action.CODE_USED, "user", user.id, user_id=user.id)
        return super().delete_recovery_code(user, mark(code))


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
    "mf_recovery_codes_util_cls": MarkedCodes,
    "password_util_cls": OurPasswords,
    "mail_util_cls": Letters,
}


def mark(code: str) -> str:
    """A recovery code as the database keeps it; case, blanks and hyphens do not matter."""
    plain = "".join(character for character in code.casefold() if character.isalnum())
    return keys().mark(plain, purpose="recovery-codes")


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
    return None
