"""Opening the packet of a referral by the link of its partner, among as many referrals as a region makes in years."""

import sys
import tempfile
from contextlib import ExitStack
from datetime import timedelta
from itertools import repeat
from pathlib import Path
from shutil import copy
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update

from bench.client import Visitor
from bench.inside import inside
from bench.report import Aim, Line, Row, table
from bench.rounds import CLIENTS, Variant, measure
from bench.servers import Server, prepare, served
from bench.waits import told
from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.consents import Consent
from jsp.models.directory import Partner, PartnerKind
from jsp.models.ground import Site, Theme
from jsp.models.referrals import Packet, PartnerLink, Referral
from jsp.rules.consent import TEXT_VERSION, Age, Answer, Custody, Decision, Giver, Manner
from jsp.rules.passport import Line as Shared
from jsp.rules.passport import LineKind
from jsp.rules.referral import Help, State, Step, Way
from jsp.verbs import partner_links, referring

MANY, OPENED = 10_000, 16
PACKET = "/partner/packet"
AIM = Aim(1.25, 1.1)  # among many, against among one
SAID = "Ik wil graag praten over wat er thuis speelt, liefst met iemand die in de avond kan."
LINES = (Shared(LineKind.FIRST_NAME, "Noor", True), Shared(LineKind.PHONE, "06-00000000", True),
         Shared(LineKind.ABOUT, SAID, True))  # fmt: skip
Door = tuple[str, str]


def packets(folder: Path, prepared: Path, many: int = MANY) -> tuple[list[Row], list[str]]:
    """On SQLite: copies of the prepared database with one referral and with many; the packets of some are opened."""
    urls = {size: f"sqlite:///{copy(prepared, folder / f'packets-{size}.sqlite')}" for size in (1, many)}
    doors = {size: fill(url, size) for size, url in urls.items()}
    with ExitStack() as stack:
        alone, among = (stack.enter_context(served("wsgi:app", urls[size])) for size in (1, many))
        nothing = stack.enter_context(served("bench.empty:plain()"))
        took = [_open(Visitor(among.port), door) for door in doors[many][CLIENTS:]]
        one, some = _reading(alone, doors[1]), _reading(among, doors[many][:CLIENTS])
        empty = Variant(nothing, [repeat(Visitor(nothing.port).request("/")) for _ in range(CLIENTS)])
        measure(one, some, empty)
    lines: list[Row] = [
        Line(f"open a packet among {many:,} referrals, as a cost", "the same among 1", some, one, AIM, cost=True),
        Line("open a packet, with the trail that it was read, as a cost", "empty Flask page", one, empty, cost=True),
    ]
    whole = f"From the code to the packet among {many:,} referrals, {len(took)} links one after the other"
    return lines, [f"{whole}: {told(took)}."]


def fill(url: str, number: int) -> list[Door]:
    """Add that many referrals that were sent; the way in to some of them. The database checks every row."""
    with inside(url):
        rows = [_sent() for _ in range(min(number, OPENED))]
        _more(rows[0].id, number - len(rows))
        db.session.commit()
        return [(f"/partner/{partner_links.token(row)}", partner_links.code(row)) for row in rows]


def _reading(server: Server, doors: list[Door]) -> Variant:
    """Each client reads the packet of a link again and again."""
    visitors = [Visitor(server.port) for _ in doors]
    for visitor, door in zip(visitors, doors, strict=True):
        _open(visitor, door)
    return Variant(server, [repeat(visitors[at % len(visitors)].request(PACKET)) for at in range(CLIENTS)])


def _open(visitor: Visitor, door: Door) -> float:
    """Type the code and look at what is shown: how long both took together."""
    address, code = door
    began = perf_counter()
    sent, page = visitor.open(address, {"code": code}), visitor.open(PACKET)
    took = perf_counter() - began
    if (sent.status, page.status, SAID in page.body.decode()) != (303, 200, True):
        sys.exit(f"a right code does not show the packet: {sent.status}, {page.status}")
    return took


def _sent() -> Referral:
    """One by the steps of the house."""
    today, worker = clock.today(), db.session.scalars(select(User).where(User.email == "sanne@demo.example")).one()
    partner = Partner(name="Gemeten", kind=PartnerKind.ORGANISATION, help=Help.LIGHT, mail="", checked_on=today)
    row = Referral(
        id=uuid4(), site=db.session.scalars(select(Site)).first(), theme=db.session.scalars(select(Theme)).first(),
        owner=worker, partner=partner, help=Help.LIGHT, way=Way.WARM, age=Age.FROM_18, state=State.DRAFT,
        custody=Custody.NOT_ASKED, contact_on=today, made_on=today, moved_on=today,
    )  # fmt: skip
    referring.give_key(row)
    db.session.add(row)
    db.session.flush()
    referring.write_packet(row, LINES)
    referring.move(row, Step.ASK, user_id=worker.id)
    row.consents.append(Consent(
        partner_id=partner.id, decision=Decision.SHARE, giver=Giver.YOUNG_PERSON, answer=Answer.GIVEN,
        manner=Manner.IN_PERSON, purpose="referral", text_version=TEXT_VERSION, packet_mark=row.packet_mark,
        given_on=today, until=today + timedelta(days=180), taken_by_id=worker.id,
    ))  # fmt: skip
    db.session.flush()
    partner_links.send(row, user_id=worker.id)
    db.session.flush()
    return row


def _more(first: UUID, number: int) -> None:
    """As many rows like it, with as many bytes, that nobody opens: what is sealed is bound to the first."""
    ids = [uuid4() for _ in range(number)]
    for kind, key in ((Referral, "id"), (Consent, "referral_id"), (Packet, "id"), (PartnerLink, "id")):
        rows = kind.__table__
        found = db.session.execute(select(rows).where(rows.c[key] == first)).mappings().one()
        like: dict[str, Any] = {name: value for name, value in found.items() if name == key or name != "id"}
        if kind is Referral:
            like["state"] = State.AWAITING_CONSENT
        if ids:
            db.session.execute(insert(rows), [{**like, key: id} for id in ids])
    there = db.session.scalar(select(Referral.partner_id).where(Referral.id == first))
    waiting = update(Referral).where(Referral.partner_id == there, Referral.state == State.AWAITING_CONSENT)
    db.session.execute(waiting.values(state=State.SENT))  # those of the demo wait for a yes, and go on waiting


def main() -> None:
    """These alone: `python -m bench.packets [how many referrals]`."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory(prefix="jsp-bench-") as folder:
        prepared = Path(folder) / "prepared.sqlite"
        prepare(f"sqlite:///{prepared}")
        lines, notes = packets(Path(folder), prepared, many)
    print("\n\n".join([table(lines), *notes]))


if __name__ == "__main__":
    main()
