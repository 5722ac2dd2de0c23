"""Every page of the lessons and of what comes of them."""

from tests.e2e.place import REFUSE_CONTACT, Place

KEEP_QUESTIONNAIRE = ("les/edit", "les/copy", "files/new", "programmes/respect")
TO_THE_SERIES = "() => document.querySelector('a[href^=\"/evaluations/series/\"]').click()"
LESSON_PAGES = ("5", "5/prepare", "before", "together")


def places_of_lessons() -> list[Place]:
    """All of them."""
    return [
        *_lesson_places(), *_result_places(), *_class_places(), *_programme_places(), *_wave_places(),
    ]  # fmt: skip


def _programme_places() -> list[Place]:
    return [
        *(Place("renske", f"/programmes/{page}") for page in (
            "", "respect", "respect/1", "wish", "respect/lessons/5", "respect/versions", "respect/compare",
            "respect/proposals", "respect/lessons/5/edit", "files/new",
        )),
        *(Place("renske", f"/programmes/{page}", REFUSE_CONTACT, 422) for page in (
            "respect/lessons/5/edit", "files/new",
        )),
        *(Place("renske", f"/programmes/proposals/{{id}}/{act}", listed_at="/programmes/respect/proposals")
          for act in ("accept", "decline")),
        Place("karin", "/programmes/respect/lessons/5"),
        *(Place("renske", f"/questionnaires/{page}") for page in (
            "", "les?kind=mbo&words=en", "les/versions", "les/compare", *KEEP_QUESTIONNAIRE,
        )),
        *(Place("renske", f"/questionnaires/{page}", REFUSE_CONTACT, 422) for page in KEEP_QUESTIONNAIRE),
        *(Place("bart", "/programmes/respect/lessons/5/propose", *more) for more in ((), (REFUSE_CONTACT, 422))),
    ]  # fmt: skip


def _wave_places() -> list[Place]:
    return [
        *(Place("nora", f"/waves/{page}")
          for page in ("", "new?of=isjo-teachers", "1", "4", "4/edit", "4/scores", "4/delete", "years/cool-pupils")),
        *(Place("nora", f"/waves/{page}", REFUSE_CONTACT, 422) for page in ("new", "4/edit", "4/scores")),
        Place("nora", "/research/"), *(Place("bart", f"/waves/{page}") for page in ("", "1", "years/cool-pupils")),
    ]  # fmt: skip


def _lesson_places() -> list[Place]:
    return [
        *(Place("sanne", f"/lessons/{page}") for page in ("", "week", "board", "board?year=1")),
        Place("bart", "/lessons/week"),
        Place("annelies", "/lessons/board"),
        *(Place("bart", f"/lessons/series/{{id}}/{page}", listed_at="/lessons/") for page in LESSON_PAGES),
        Place("bart", "/lessons/series/{id}/6/version", REFUSE_CONTACT, 422, listed_at="/lessons/"),
        Place("karin", "/lessons/series/{id}/2/difference", listed_at="/lessons/"),
        *(Place("bart", f"/debriefs/pairs/1{page}") for page in ("", "/start")), Place("renske", "/debriefs/shared"),
        Place("bart", "/debriefs/guide"),
        *(Place("bart", "/debriefs/{id}", *how, listed_at="/debriefs/pairs/1") for how in [(), (REFUSE_CONTACT, 422)]),
    ]  # fmt: skip


def _result_places() -> list[Place]:
    """Of the lesson of which Sanne still has to read what was written."""
    pages = [("results",), ("answers",), ("worry",), ("talk",), ("discussion",), ("discussion", REFUSE_CONTACT, 422),
             ("notes",), ("notes", REFUSE_CONTACT, 422), ("results", TO_THE_SERIES)]  # fmt: skip
    return [Place("sanne", f"/evaluations/{{id}}/{page}", *more, listed_at="/today/") for page, *more in pages]


def _class_places() -> list[Place]:
    return [
        Place(None, "/klas"),
        *(Place(None, f"/klas/zzz{page}", status=404) for page in ("", "/bord", "/thuis", "/thuis/respect-1")),
        *(Place("bart", f"/lessons/agreements{page}") for page in ("", "/new", "/new/1")),
        Place("bart", "/lessons/agreements/new/1", REFUSE_CONTACT, 422),
        *(Place("bart", f"/lessons/series/{{id}}/carers{page}", listed_at="/lessons/") for page in ("", "/1")),
        Place("bart", "/lessons/series/{id}/carers/1", REFUSE_CONTACT, 422, listed_at="/lessons/"),
        Place("annelies", "/lessons/agreements"),
    ]
