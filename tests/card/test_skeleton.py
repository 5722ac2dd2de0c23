"""Every page in every state."""

import pytest
from flask import Flask

from jsp.rules.consent import Age, Custody
from jsp.rules.referral import Progress, State, Way
from tests.browser import Browser
from tests.card.holder import CORRECT, LOOKED, MINE, STOP


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("age", [Age.UNDER_12, Age.FROM_16])
def test_every_page_in_every_state(app: Flask, holder, state, age) -> None:
    browser = holder(state=state, age=age, custody=Custody.TWO, progress=Progress.TEAM, may_parents_know=False)
    for where in (MINE, CORRECT, STOP, LOOKED):
        page = browser.get(where)
        assert page.status == 200
        assert page.heading
