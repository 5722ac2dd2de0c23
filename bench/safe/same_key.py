"""One form sent a hundred times at the same moment: there is one row, and everybody gets the same answer.

Control: a hundred forms that differ in nothing but their key make a hundred rows.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from sqlalchemy import Engine, create_engine, func, select

from bench.asking import ask, let_in
from bench.classes import LESSONS, SITE
from bench.client import Answer, Visitor, send, signed_in
from bench.phones import COOKIE, SCRIPT
from bench.safe.forms import Sheets
from bench.safe.houses import houses
from bench.safe.pages import form_with
from bench.safe.record import record
from bench.scenarios import ACCOUNT, worker
from bench.servers import served
from jsp import clock
from jsp.blueprints.messages.forms.ask import BY_CODE
from jsp.models.audit import AuditEntry
from jsp.models.contacts import Contact
from jsp.models.evaluations import EvaluationBox
from jsp.models.ground import SchoolClass, Site
from jsp.models.lesson_sessions import LessonSession, SeriesAct
from jsp.models.lessons import LessonSeries
from jsp.models.messages import Message, Thread
from jsp.models.outbox import OutboxMail
from jsp.models.team import Opening

TOGETHER = 100
COORDINATOR = {"email": "renske@demo.example", "password": ACCOUNT["password"]}
COUNTED = (Contact, Thread, Message, LessonSession, SeriesAct, Opening, AuditEntry, OutboxMail)
Count = dict[str, int]


@dataclass(frozen=True)
class Case:
    """A form that is sent; what one sending of it adds to the database."""

    name: str
    request: bytes
    adds: Count


def at_once(port: int, request: bytes) -> list[Answer]:
    """The answers of a hundred who send it together."""
    barrier = Barrier(TOGETHER)

    def act(_turn: int) -> Answer:
        barrier.wait()
        return send(port, request)

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(act, range(TOGETHER)))


def seen_by(answer: Answer) -> tuple[int, str, bytes]:
    """What the browser shows of an answer, or where it goes on to."""
    return answer.status, dict(answer.headers).get("location", ""), answer.body


def counts(engine: Engine) -> Count:
    """How many rows there are; of the boxes of evaluations, how many answers lie in them."""
    with engine.connect() as connection:
        rows = {kind.__tablename__: connection.scalar(select(func.count()).select_from(kind)) for kind in COUNTED}
        rows["answers"] = connection.scalar(select(func.sum(EvaluationBox.answers)))
    return {name: int(number or 0) for name, number in rows.items()}


class House:
    """A database with everything that forms are about, and the forms."""

    def __init__(self, url: str, port: int, sheets: Sheets) -> None:
        self.url, self.port, self.sheets = url, port, sheets
        self.engine = create_engine(url)
        self.person = worker(port, "/today/")

    def contact(self) -> Case:
        """A conversation, logged."""
        return Case("log a contact", self.sheets.contact(self.person).request, {"contact": 1, "audit_entry": 1})

    def question(self) -> Case:
        """A question without a name."""
        return Case("ask a question", self.sheets.question(way=BY_CODE).request, {"thread": 1, "message": 1})

    def answer(self) -> Case:
        """The answer to one; opening it is written into the trail at every reading."""
        sheet = self.sheets.question(way=BY_CODE)
        send(self.port, sheet.request)
        where = f"/messages/{sheet.keys[0]}"
        fields = form_with("text", self.person.open(where).body)
        form = {"once": fields["once"][0], "seen": fields["seen"][0], "text": "Kom gerust langs, dan kijken we samen."}
        return Case("answer a question", self.person.request(f"{where}/answer", form), {"message": 1, "audit_entry": 1})

    def lesson(self) -> Case:
        """An hour for a lesson that has none."""
        mine = select(LessonSeries.id).join(LessonSeries.school_class).join(SchoolClass.site).where(Site.code == SITE)
        with self.engine.connect() as connection:
            series = connection.scalars(mine.order_by(LessonSeries.id)).first()
        where = f"/lessons/series/{series}/{LESSONS + 1}/plan"
        fields = form_with("slot", self.person.open(where).body)
        form = {name: fields[name][0] for name in ("once", "seen", "slot")}
        adds = {"lesson_session": 1, "series_act": 1, "audit_entry": 1, "outbox_mail": 1}
        return Case("book a lesson", self.person.request(where, form), adds)

    def opening(self) -> Case:
        """An opening apart from the fixed hours."""
        person = signed_in(self.port, "/accounts/sign-in", "/hours/openings/new", COORDINATOR)
        fields = form_with("starts", person.open("/hours/openings/new").body)
        form = {"once": fields["once"][0], "site": fields["site"][0], "starts": "07:00", "ends": "08:00", "room": "",
                "on": f"{clock.today().year + 1}-05-03"}  # fmt: skip
        return Case("plan an opening", person.request("/hours/openings/new", form), {"opening": 1, "audit_entry": 1})

    def evaluation(self) -> Case:
        """The last page of a phone, without script and with it."""
        return Case("answer an evaluation", self.sheets.answer().request, {"answers": 1})

    def evaluation_by_script(self) -> Case:
        """The same, by script."""
        answers = self.sheets.answers
        if answers is None:
            raise RuntimeError("nobody is asked")
        asked = self.sheets.places.popleft()
        seat = answers.seat(asked)
        visitor = Visitor(self.port, {COOKIE: seat})
        request = visitor.request(f"/les/{asked.code}", answers.last(asked, seat), SCRIPT)
        return Case("the same, by script", request, {"answers": 1})

    def try_once(self, make: Callable[[], Case]) -> tuple[str, str, bool]:
        """Send it a hundred times; its name, what was seen, and whether it was as it should be."""
        case = make()
        before = counts(self.engine)
        answers = at_once(self.port, case.request)
        added = {name: number - before[name] for name, number in counts(self.engine).items() if number != before[name]}
        kinds = {seen_by(each) for each in answers}
        statuses = sorted({each[0] for each in kinds})
        rows = ", ".join(f"{name} {number:+d}" for name, number in added.items())
        ok = len(kinds) == 1 and statuses[0] in (204, 303) and self._is_right(case, added)
        return case.name, f"{TOGETHER} sent, {len(kinds)} kind of answer ({statuses}), rows: {rows or 'none'}", ok

    @staticmethod
    def _is_right(case: Case, added: Count) -> bool:
        """Exactly what one sending adds; mail is told by who is to be told, and may be none."""
        return {**added, "outbox_mail": 0} == {**case.adds, "outbox_mail": 0} and added.get("outbox_mail", 0) <= 1

    def control(self) -> tuple[str, bool]:
        """A hundred contacts that are the same but for their key."""
        before = counts(self.engine)["contact"]
        requests = [self.sheets.contact(self.person).request for _turn in range(TOGETHER)]
        with ThreadPoolExecutor(TOGETHER) as pool:
            list(pool.map(lambda request: send(self.port, request), requests))
        added = counts(self.engine)["contact"] - before
        return f"{TOGETHER} sent, rows: contact +{added}", added > 1


def through(url: str) -> tuple[dict[str, str], bool]:
    """All forms on one database."""
    ground = ask(url, 1)
    let_in(url)
    seen, fine = {}, True
    with served("wsgi:app", url) as server:
        sheets = Sheets(url, server.port, ground)
        house = House(url, server.port, sheets)
        for make in (house.contact, house.question, house.answer, house.lesson, house.opening, house.evaluation,
                     house.evaluation_by_script):  # fmt: skip
            name, told, ok = house.try_once(make)
            seen[name], fine = told, fine and ok
        told, is_seen = house.control()
        seen["control: a key of its own for each"] = told
    house.engine.dispose()
    sheets.close()
    return seen, fine and is_seen


def main() -> int:
    """Both databases."""
    seen: dict[str, object] = {}
    ok = True
    with houses("app") as urls:
        for name, at in urls.items():
            told, fine = through(at["app"])
            seen |= {f"{name}: {what}": value for what, value in told.items()}
            ok = ok and fine
    aim = f"{TOGETHER} parallel sendings with one key: 1 row, and the same status, address and body for all"
    return record("same_key", "The same form a hundred times at once", seen, ok=ok, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
