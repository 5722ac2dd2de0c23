"""What a stolen password file costs a guesser; everywhere else in the suite passwords are cheap."""

from argon2 import Type, extract_parameters
from flask_security import hash_password

from jsp import create_app
from tests.conftest import CHEAP, settings

MEMORY, ROUNDS = 19_456, 2  # KiB and passes: the least that OWASP's Password Storage Cheat Sheet asks of Argon2id


def test_a_guess_costs_at_least_what_is_advised() -> None:
    as_installed = {name: value for name, value in settings("sqlite://").items() if name != CHEAP}
    app = create_app(as_installed)
    with app.app_context():
        cost = extract_parameters(hash_password("fietsbel-tuinslang"))
    assert cost.type is Type.ID
    assert cost.memory_cost >= MEMORY
    assert cost.time_cost >= ROUNDS
