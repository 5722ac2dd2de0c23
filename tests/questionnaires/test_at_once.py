"""Two who make a version at the same moment, of the usual one that nobody asked yet: one is told."""

from collections.abc import Callable
from uuid import uuid4

from flask import Flask

from jsp.blueprints.questionnaires.service.versions import Draft, change
from jsp.content.usual_questionnaires import usual_questionnaire
from jsp.rules.questionnaire_keys import Wish
from jsp.rules.refusal import DomainError
from jsp.verbs.asked import QUESTIONNAIRES
from jsp.verbs.library import get_version
from tests import make
from tests.questionnaires.conftest import versions
from tests.together import at_once

Look = Callable[[], None]


def draft(name: str) -> Draft:
    usual = usual_questionnaire()
    wishes = tuple(Wish(key=each.key, words=each.words, in_short=True) for each in usual.items)
    return Draft(name_nl=name, name_en=name, wishes=wishes, open_question=usual.open_question, faces=usual.faces)


def test_of_two_who_make_a_version_at_once_one_is_told(committing: Flask) -> None:
    def act_of(name: str) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            by, seen = make.person("renske"), str(get_version(QUESTIONNAIRES, "les").number)
            looked()
            change("les", draft(name), seen=seen, note=name, key=uuid4(), by=by)

        return act

    told = [each for each in at_once(committing, act_of("een"), act_of("twee")) if each is not None]
    numbers = [each.number for each in versions(committing)]
    if told:
        assert ([type(each) for each in told], numbers) == ([DomainError], [1, 2])
    else:
        assert numbers == [1, 2, 3], "on SQLite the second looks once the first is done"
