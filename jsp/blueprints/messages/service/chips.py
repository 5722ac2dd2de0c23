"""Ready sentences for an answer, with the next opening filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask_babel import format_date, gettext

from jsp.blueprints.messages.service.answering import GAP
from jsp.models import rota
from jsp.models.messages import Thread
from jsp.models.reference import get_reference, get_setting
from jsp.rules.opening import Slot
from jsp.words import terms


@dataclass(frozen=True, slots=True)
class Chip:
    """A ready sentence: `label` names it in a few words."""

    code: str
    label: str
    text: str


def chips(thread: Thread, now: datetime) -> list[Chip]:
    """The sentences for this conversation at local time `now`."""
    sites = [thread.site] if thread.site else list(get_reference().open_sites.values())
    come = _come(rota.desks(sites, now))
    found = [
        Chip("hello", gettext("Good that you ask"), gettext("Hi, good that you ask this.")),
        Chip("come", gettext("Come by"), gettext("Do you want to talk about it?") + f" {come}") if come else None,
        Chip("call", gettext("We can call"),
             gettext("Would you rather not come to school? Then we can call. Write your number below.")),
        Chip("others", gettext("Others know more"),
             gettext("We do not know enough about this. %(gap)s does. You can call them yourself: %(gap)s. "
                     "We can also call together.", gap=GAP)),
        Chip("worry", gettext("I worry"),
             gettext("I am worried about you. I would like to know whether you are safe. "
                     "Will you call me or write back? Are you in danger? Then call 112. Do you think about suicide? "
                     "Call 113. Is it not safe at home? Call Veilig Thuis, 0800-2000. Day and night, free.")),
    ]  # fmt: skip
    return [chip for chip in found if chip is not None]


def _come(desks: Iterable[rota.Desk]) -> str:
    """Where and when somebody can come, the first opening first; whom to ask for once for openings in a row."""
    found = [(slot, desk) for desk in desks if desk.opening and (slot := desk.status.slot)]
    found.sort(key=lambda each: (each[0].on, each[0].starts))
    said = list[str]()
    for name, some in groupby(found, key=lambda each: _whom(each[1])):
        for slot, desk in some:
            said.append(_when(slot, desk, is_first=not said))
        if name:
            said.append(gettext("Ask for %(name)s.", name=name))
    return " ".join(said)


def _when(slot: Slot, desk: rota.Desk, *, is_first: bool) -> str:
    words = {
        "day": format_date(slot.on, "EEEE d MMMM"), "start": f"{slot.starts:%H.%M}", "end": f"{slot.ends:%H.%M}",
        "place": f"{terms.word(terms.Term.ROOM, desk.site)} {desk.rooms[slot]}, {desk.site.name}",
    }  # fmt: skip
    if is_first:
        return str(gettext("Come on %(day)s between %(start)s and %(end)s to %(place)s.", **words))
    return str(gettext("Or come on %(day)s between %(start)s and %(end)s to %(place)s.", **words))


def _whom(desk: rota.Desk) -> str:
    return desk.names[0] if desk.names and get_setting("public_first_names") else ""
