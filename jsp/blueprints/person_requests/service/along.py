"""What came along on a request with something else by one code, and so goes off it together with that."""

from uuid import UUID

from sqlalchemy import func, select

from jsp import audit
from jsp.blueprints.person_requests.service.finding import Found, with_more
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry, Behalf
from jsp.models.person_requests import PersonRequest, PersonRequestItem

KIND = "person_request"


def keep_own_way(found: Found) -> None:
    """It was found by itself, by a name or from its own page, and not only with something else."""
    audit.record(Action.REQUEST_CHANGED, KIND, found[1], behalf=Behalf.PERSON)


def came_along(request: PersonRequest, item: PersonRequestItem) -> list[PersonRequestItem]:
    """All else that stands on the request by the same code and in no other way: a question and its conversation.

    Nothing where more than one of what hangs together was found by itself: then each of them is a find of its own.
    """
    together = {(kind, str(id)) for kind, id in with_more((item.kind, UUID(item.object_id)))}
    group = [each for each in request.items if each.key in together]
    typed = {each.key for each in group if each.code_typed_on is not None}
    own = _own_ways(request, group)
    if len(typed) != 1 or len(typed | own) != 1 or (own and item.key not in own):
        return []
    return [each for each in group if each is not item]


def _own_ways(request: PersonRequest, group: list[PersonRequestItem]) -> set[tuple[str, str]]:
    """Those that were found by themselves since the request began, as far as the trail goes."""
    of_kind = (AuditEntry.object_kind == KIND, AuditEntry.action == Action.REQUEST_CHANGED)
    began = select(func.min(AuditEntry.id)).where(*of_kind, AuditEntry.object_id == str(request.id)).scalar_subquery()
    wanted = AuditEntry.object_id.in_([each.object_id for each in group])
    ids = set(db.session.scalars(select(AuditEntry.object_id).where(*of_kind, wanted, AuditEntry.id > began)))
    return {each.key for each in group if each.object_id in ids}
