"""What stands beside the referrals of the demo: who was shown the way, and a worry that waits for a second person."""

from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from jsp.demo.ground import Ground
from jsp.demo.messages import weekday
from jsp.demo.people import People
from jsp.demo.talks import new_id
from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.directory import Partner, Signpost
from jsp.models.safety_paths import SafetyPath
from jsp.rules.safety_path import Told

SHOWN_THE_WAY = {  # partner: how many days ago, each at the first of its schools
    "Grip Geldhulp Peelregio": (1, 3, 8, 15, 22, 31), "Jayden, maatje van 19": (6, 20), "Geldfit": (2,),
}  # fmt: skip
ASKED_AGO = timedelta(days=1)


def add_signposts(rng: Random, ground: Ground, partners: dict[str, Partner], *, today: date) -> None:
    """Of one partner often enough that the directory tells how often."""
    db.session.add_all(
        Signpost(
            id=new_id(rng), partner_id=partners[name].id, on=weekday(today - timedelta(days=ago)),
            site_id=ground.sites["gilde"].id,
        )
        for name, agos in SHOWN_THE_WAY.items() for ago in agos
    )  # fmt: skip


def add_path(rng: Random, ground: Ground, people: People, *, today: date) -> None:
    """Lieke asks somebody to look along, about a conversation at Raayland; nobody did yet."""
    asked_on, site, worker = weekday(today - ASKED_AGO), ground.sites["raayland"], people.users["Lieke"]
    query = select(Contact.id).where(Contact.owner_id == worker.id, Contact.site_id == site.id, Contact.on <= asked_on)
    db.session.add(SafetyPath(
        id=new_id(rng), site_id=site.id, asked_by_id=worker.id, asked_on=asked_on, told=Told.BEFORE,
        contact_id=db.session.scalars(query.order_by(Contact.on.desc(), Contact.id).limit(1)).one(),
    ))  # fmt: skip
