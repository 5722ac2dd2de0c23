"""Things of every kind that the trail names are at the school of their class, talk or conversation."""

from flask import Flask
from sqlalchemy import select

from jsp.blueprints.trail.service.places import SITES, things_at
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.words.trail_terms import KINDS

NOT_IN_THE_DEMO = {"pair_reflection"}


def test_things_of_each_kind_are_found_at_their_school_alone(project_day: Flask) -> None:
    sites = db.session.scalars(select(Site.id)).all()
    for kind, query in SITES.items():
        rows = db.session.execute(query).all()
        assert rows or kind in NOT_IN_THE_DEMO, kind
        things = [(kind, str(id)) for id, _site in rows]
        for site in sites:
            assert things_at([site], things) == {(kind, str(id)) for id, at in rows if at == site}, kind
        assert things_at([], things) == set()


def test_the_trail_knows_these_kinds_by_the_same_names() -> None:
    assert not set(SITES) - set(KINDS)
