"""Two at the same moment: of two versions one is told, and of two that put the last ones away one stays."""

from collections.abc import Callable
from uuid import uuid4

from flask import Flask

from jsp.blueprints.guides.service.keeping import archive
from jsp.blueprints.guides.service.versions import Draft, change
from jsp.content.usual_guides import TOGETHER, usual_guide
from jsp.rules.guide import Words
from jsp.rules.refusal import DomainError
from jsp.verbs.guiding import GUIDES, choices
from jsp.verbs.library import get_version
from tests import make
from tests.guides.conftest import versions
from tests.together import at_once

Look = Callable[[], None]


def draft(name: str) -> Draft:
    usual = usual_guide(TOGETHER)
    return Draft(
        name=Words(name), opening=usual.opening, rules=usual.rules, questions=usual.questions, closing=usual.closing
    )  # fmt: skip


def test_of_two_who_make_a_version_at_once_one_is_told(committing: Flask) -> None:
    def act_of(name: str) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            by, seen = make.person("renske"), str(get_version(GUIDES, TOGETHER).number)
            looked()
            change(TOGETHER, draft(name), seen=seen, note=name, key=uuid4(), by=by)

        return act

    told = [each for each in at_once(committing, act_of("een"), act_of("twee")) if each is not None]
    numbers = [each.number for each in versions(committing)]
    if told:
        assert ([type(each) for each in told], numbers) == ([DomainError], [1, 2])
    else:
        assert numbers == [1, 2, 3], "on SQLite the second looks once the first is done"


def test_two_who_put_the_last_two_away_at_once_leave_one(committing: Flask) -> None:
    with committing.app_context():
        from_here = [each.guide.code for each in choices()]

    def act_of(code: str) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            choices()
            looked()
            archive(code, key=uuid4())

        return act

    told = [each for each in at_once(committing, *(act_of(code) for code in from_here)) if each is not None]
    assert [type(each) for each in told] == [DomainError]
    with committing.app_context():
        assert len(choices()) == 1
