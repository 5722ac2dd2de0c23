"""How single sign-on says no. No sentence begins with the name: a general one, and many a real one, has no capital."""

from jsp.rules.refusal import N_, DomainError

DOWN = N_("We cannot reach %(name)s right now. Try again in a few minutes.")
DOUBTFUL = N_("The answer of %(name)s is not one that we can trust, so nothing was done. Try again.")
OVER = N_("This way back from %(name)s was used before, or it took too long. Begin again here.")
STOPPED = N_("You did not finish signing in at %(name)s. Nothing was done.")
UNKNOWN = N_(
    "You signed in with %(name)s, but that opens nothing here. Were you invited? Then use the link in that mail. "
    "Do you already work here? Ask your administrator."
)
UNKNOWN_OR_PASSWORD = N_(
    "You signed in with %(name)s, but that opens nothing here. Were you invited? Then use the link in that mail. "
    "Do you have a password here? Sign in with it, and link your account under My profile."
)
UNVERIFIED = N_("Your e-mail address is not vouched for by %(name)s, so we cannot tell that this account is yours.")
OTHER_ADDRESS = N_("Your account at %(name)s has another e-mail address than your account here. Nothing was linked.")
OF_ANOTHER = N_("This account of %(name)s opens another account here. Nothing was linked.")
LINKED_ALREADY = N_("Another account of %(name)s is linked here already. Unlink that one first.")
NOT_YOU = N_("At %(name)s somebody else signed in than the person of this account. Nothing was done.")
NOT_NOW = N_("We do not hear from %(name)s that you proved just now who you are. Nothing was done.")


class SignOnError(DomainError):
    """A refusal; `why` goes to the log in one word, never more than that."""

    def __init__(self, message: str, *, why: str, name: str) -> None:
        super().__init__(message, name=name)
        self.why = why


class DownError(SignOnError):
    """The provider cannot be reached, or what it says is no answer."""


class NotProvedError(SignOnError):
    """What came back proves nothing."""


class NotAdmittedError(SignOnError):
    """Somebody proved who they are, and that opens nothing here. `user_id`: whose closed account it would open."""

    def __init__(self, message: str, *, why: str, name: str, user_id: int | None = None) -> None:
        super().__init__(message, why=why, name=name)
        self.user_id = user_id
