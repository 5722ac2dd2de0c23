"""Every page of talks, from the guide to the report."""

from tests.e2e.place import REFUSE_CONTACT, Place

TALKS, TALK = "/focus-groups/", "/focus-groups/clear-out > /focus-groups/{id}"
BOOKS, BOOK = "/coding/", "/coding/ > /coding/books/{id}"
TALK_PAGES = ("", "/change", "/holders", "/people", "/people/links", "/talk", "/transcript", "/reading", "/names",
              "/keep", "/people/names/erase")  # fmt: skip
GUIDE_PAGES = ("", "/versions", "/edit", "/copy", "/compare/1/1")
BOOK_PAGES = ("", "/name", "/counts", "/together")


def places_of_talks() -> list[Place]:
    """All of them, by who holds talks, the coordinator and the researcher."""
    return [
        *(Place(name, TALKS) for name in ("sanne", "renske", "nora")), Place("sanne", "/focus-groups/new"),
        Place("sanne", "/focus-groups/clear-out"), Place("sanne", "/focus-groups/new", REFUSE_CONTACT, 422),
        *(Place("sanne", f"/focus-groups/{{id}}{page}", listed_at=TALKS) for page in TALK_PAGES),
        Place("sanne", "/focus-groups/texts/{id}", listed_at=TALK),
        Place("renske", "/guides/"), *(Place("renske", f"/guides/samenwerken{page}") for page in GUIDE_PAGES[:-1]),
        *_coding_places(), *_finding_places(), Place(None, "/terug/of-nobody", status=404),
    ]  # fmt: skip


def _coding_places() -> list[Place]:
    return [
        *(Place("renske", f"/coding/{page}") for page in ("", "books/new", "exchange")),
        *(Place("renske", f"/coding/books/{{id}}{page}", listed_at=BOOKS) for page in BOOK_PAGES),
        Place("renske", "/coding/codes/{id}/passages", listed_at=f"{BOOK} > /coding/codes/{{id}}"),
        Place("renske", "/coding/codes/{id}", listed_at=BOOK),
        Place("sanne", "/coding/texts/{id}", listed_at=TALK),
        Place("sanne", "/coding/texts/{id}/lines/2", listed_at=TALK),
    ]


def _finding_places() -> list[Place]:
    return [
        *(Place("renske", f"/findings/{page}") for page in ("", "new", "agenda", "passages",
                                                            "reports/programmes/respect")),
        *(Place("renske", f"/findings/{{id}}{page}", listed_at="/findings/") for page in ("", "/edit", "/decide",
                                                                                          "/passages")),
        *(Place("renske", f"/findings/decisions/{{id}}{page}", listed_at="/findings/") for page in (
            "", "/edit", "/tell", "/lesson", "/agreement", "/item",
        )),
        Place("sanne", "/findings/reports/{id}", listed_at=TALK),
    ]  # fmt: skip
