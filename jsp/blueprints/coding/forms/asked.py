"""What passages are narrowed by, in which talks, and which two coders are compared: as it stands in the address."""

from collections.abc import Mapping

from jsp.blueprints.coding.forms.codes import uuid_or_none
from jsp.blueprints.coding.service.retrieving import Wish
from jsp.blueprints.coding.service.talks import Choice
from jsp.models.accounts import User
from jsp.rules.talk import Part, TalkState

MOST = 999_999_999  # more than any number in an address here means


def wish_from(args: Mapping[str, str]) -> Wish:
    """What was asked; what nobody can read is left out."""
    part = args.get("part", "")
    return Wish(
        part=Part(part) if part in set(Part) else None, site_id=number(args, "site"), coder_id=number(args, "coder"),
        page=number(args, "page") or 1,
    )  # fmt: skip


def choice_from(args: Mapping[str, str]) -> Choice:
    """In which talks; what nobody can read is left out."""
    return Choice(
        uuid_or_none(args.get("talk", "")), number(args, "programme"), args.get("state") == TalkState.APPROVED
    )  # fmt: skip


def number(args: Mapping[str, str], name: str) -> int | None:
    """A number above 0 under that name; None for anything else."""
    text = args.get(name, "")[:12]
    found = int(text) if text.isascii() and text.isdigit() else 0
    return found if 0 < found <= MOST else None


def pair_from(args: Mapping[str, str], coders: list[User]) -> tuple[User, User] | None:
    """The two that were chosen, or the first two; None where there are no two."""
    by_id = {each.id: each for each in coders}
    one, other = (by_id.get(number(args, name) or 0) for name in ("one", "other"))
    if one is not None and other is not None and one is not other:
        return one, other
    return (coders[0], coders[1]) if len(coders) > 1 else None
