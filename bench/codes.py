"""Reading a reply with its code, and staff at work while somebody sends wrong codes by the dozen."""

import re
import secrets
import sys
from collections import Counter
from contextlib import ExitStack
from itertools import repeat
from time import perf_counter, sleep

from bench.burst import ASK, Questions
from bench.client import Visitor
from bench.report import Aim, Row, Wait
from bench.rounds import ROUNDS
from bench.scenarios import worker
from bench.servers import Server, served
from bench.waits import MIDDLE, MOST, Chore, Got, Waits, meanwhile, steadily, timed, told
from jsp.blueprints.messages.forms.ask import LEAST_SECONDS
from jsp.code_pace import AT_MOST
from jsp.rules.reply_code import LENGTH, SEED_BYTES, make_code

BOMB = Aim(2, 1.5)
ENTER, TALK = "/antwoord", "/antwoord/gesprek"
PACE = 0.8 * AT_MOST.amount  # codes in a second: so few that one process would look at all of them
READINGS = 6  # of each kind in a round
WHOLE = 8
ENOUGH = 0.1  # seconds of processor time below which the system counts too coarsely
LIMIT = 1.0  # seconds that reading a reply may take
WRONG, SECONDS, TIMES = 50, 4.0, 2  # wrong codes in a second, for so long, so many times
WORD = re.compile(r'<li lang="nl">(\w+)</li>')


def reading(url: str) -> tuple[list[Row], list[str]]:
    """Send a right code, compute its hash alone, and open an empty page, in turn and slower than the pace limit."""
    with ExitStack() as stack:
        servers = [stack.enter_context(served(target, url)) for target in
                   ("wsgi:app", "bench.empty:reply_hash()", "bench.empty:plain()")]  # fmt: skip
        port = servers[0].port
        code, text = _ask(port, url)
        reader, anybody, form = Visitor(port), Visitor(port), {"code": code}
        reader.open(ENTER)
        requests = (reader.request(ENTER, form), anybody.request("/", form), anybody.request("/"))
        app, alone, empty = _in_turn(servers, list(zip(requests, (303, 200, 200), strict=True)))
        whole = [_read(reader, form, text) for _ in range(WHOLE)]
    work = "send a right reply code, wait as a cost"
    lines: list[Row] = [
        Wait(work, "its hash alone", app, alone),
        Wait(work, "empty Flask page", app, empty),
        Wait("that hash, wait as a cost", "empty Flask page", alone, empty),
    ]
    verdict = "at most" if max(whole) <= LIMIT else "**more than**"
    return lines, [f"A right reply code, {PACE:g} a second: {told(app.whole)}. With the conversation that it opens, "
                   f"worst of {WHOLE}: {1000 * max(whole):.0f} ms, {verdict} {LIMIT:g} s."]  # fmt: skip


def bomb(url: str) -> tuple[list[Row], list[str]]:
    """Open *Vandaag* again and again, in peace and while wrong codes come, in turn."""
    peace, busy, got = [], [], []
    with served("wsgi:app", url) as server:
        today: repeat[Chore] = repeat((worker(server.port, "/today/").request("/today/"), 200))
        guesser = Visitor(server.port)
        guesser.open(ENTER)
        meanwhile(server.port, [today], lambda: sleep(1))
        for _ in range(TIMES):
            peace.append(meanwhile(server.port, [today], lambda: sleep(SECONDS))[0])
            took, more = meanwhile(server.port, [today], lambda: _throw(guesser))
            busy.append(took)
            got += more
    work = f"*Vandaag* while {WRONG} wrong reply codes a second come"
    lines: list[Row] = [
        Wait(f"{work}, {name}, as a cost", "the same in peace", Waits(busy), Waits(peace), BOMB, share)
        for name, share in (("median", MIDDLE), ("p95", MOST))
    ]
    return lines, [_counted(got)]


def _ask(port: int, url: str) -> tuple[str, str]:
    """Ask a question as people do: its reply code and its text."""
    questions, asker = Questions(url), Visitor(port)
    fields = questions.fill_in(asker, 0)
    questions.engine.dispose()
    sleep(LEAST_SECONDS)
    asker.open(ASK, fields)
    words = WORD.findall(asker.open(f"{ENTER}/code").body.decode())
    if len(words) != LENGTH:
        raise RuntimeError("asking gave no reply code")
    return " ".join(words), fields["question"]


def _in_turn(servers: list[Server], chores: list[Chore]) -> list[Waits]:
    """Each server gets its own request, one after the other, so many times in a second."""
    for server, chore in zip(servers, chores, strict=True):
        timed(server.port, *chore)
    before = [server.cpu() for server in servers]
    rounds: list[list[list[float]]] = [[[] for _ in range(ROUNDS)] for _ in servers]
    for number in range(ROUNDS * READINGS):
        due = perf_counter() + 1 / PACE
        for which, (server, chore) in enumerate(zip(servers, chores, strict=True)):
            rounds[which][number // READINGS].append(timed(server.port, *chore))
        sleep(max(0.0, due - perf_counter()))
    spent = [server.cpu() - was for server, was in zip(servers, before, strict=True)]
    return [Waits(took, cpu / (ROUNDS * READINGS) if cpu > ENOUGH else 0.0)
            for took, cpu in zip(rounds, spent, strict=True)]  # fmt: skip


def _read(reader: Visitor, form: dict[str, str], text: str) -> float:
    """Send the code and open the conversation: how long both took together."""
    sleep(1 / PACE)
    began = perf_counter()
    sent = reader.open(ENTER, form)
    page = reader.open(TALK)
    took = perf_counter() - began
    if (sent.status, page.status, text in page.body.decode()) != (303, 200, True):
        raise RuntimeError("a right code does not show what was asked")
    return took


def _throw(guesser: Visitor) -> list[Got]:
    """Codes that nobody has, each of eight words that exist."""
    codes = [make_code(secrets.token_bytes(SEED_BYTES)) for _ in range(int(WRONG * SECONDS))]
    return steadily(guesser.port, [guesser.request(ENTER, {"code": code}) for code in codes], WRONG)


def _counted(got: list[Got]) -> str:
    by_status = Counter(each.status for each in got)
    if by_status.keys() - {422, 429}:
        sys.exit(f"wrong reply codes were answered otherwise than with 422 or 429: {dict(by_status)}")
    return (
        f"Of {len(got)} wrong reply codes, {WRONG} a second, {by_status[422]} were looked at (422) and "
        f"{by_status[429]} were not (429: busy). Their answers: {told([each.took for each in got])}."
    )
