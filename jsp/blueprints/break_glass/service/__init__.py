"""What the room shows: the list, and what stands in one of them."""

from jsp.blueprints.break_glass.service.reading import read
from jsp.blueprints.break_glass.service.things import PAGE, Listed, Wanted, list_things, sites_of, workers_of

__all__ = ["PAGE", "Listed", "Wanted", "list_things", "read", "sites_of", "workers_of"]
