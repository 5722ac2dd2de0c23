"""What the room shows and sends."""

from jsp.blueprints.trail.service.mine import as_number, list_looks_at_mine, list_mine
from jsp.blueprints.trail.service.week import MOST, choose_week, list_week

__all__ = ["MOST", "as_number", "choose_week", "list_looks_at_mine", "list_mine", "list_week"]
