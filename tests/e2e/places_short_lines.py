"""Every page of the directory and of referrals."""

from tests.e2e.place import REFUSE_CONTACT, Place

DIRECTORY_PAGES = ("", "?q=shculd", "?q=zelfmoord", "?theme=5&mine=y", "1", "1/card", "1/archive", "1/edit", "new")
REFERRAL_PAGES = (
    "", "/looked", "/hand-over", "/withdraw", "/reopen", "/outcome/started", "/outcome/not_possible", "/age",
    "/passport", "/partner", "/alone", "/thanks",
)  # fmt: skip


def places_of_short_lines(contact: str) -> list[Place]:
    """All of them; `contact` is the address of a contact of Sanne."""
    return [*_directory_places(), *_referral_places(contact)]


def _directory_places() -> list[Place]:
    return [
        *(Place(None, address) for address in ("/wie-helpt", "/wie-helpt/1", "/klopt/dank/ja", "/partner/x")),
        Place(None, "/klopt/of-nobody", status=404),
        *(Place("renske", f"/directory/{page}") for page in ("import", "corrections")),
        *(Place("sanne", f"/directory/{page}") for page in DIRECTORY_PAGES),
        Place("bart", "/directory/"),
        *(Place("sanne", f"/directory/{page}", REFUSE_CONTACT, 422) for page in ("new", "1/edit")),
        Place("renske", "/directory/import", REFUSE_CONTACT, 422),
    ]


def _referral_places(contact: str) -> list[Place]:
    """Of the referral that waits longest, which is being written."""
    return [
        Place("sanne", contact.replace("/intake/contacts/", "/referrals/new/contact/")),
        *(Place("sanne", f"/referrals/{page}") for page in ("", "figures")), Place("renske", "/referrals/figures"),
        *(Place("sanne", f"/referrals/{{id}}{page}", listed_at="/referrals/") for page in REFERRAL_PAGES),
        Place("sanne", "/referrals/{id}/outcome/not_possible", REFUSE_CONTACT, 422, listed_at="/referrals/"),
        Place(None, "/kaart"),
    ]  # fmt: skip
