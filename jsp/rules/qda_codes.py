"""The codes of a project or a codebook of another program, as ours can keep them."""

from collections import Counter
from uuid import UUID

from jsp.rules.coding import DEEPEST, LONGEST_DEFINITION, LONGEST_NAME
from jsp.rules.qda import MOST_CODES, QdaCode, walk
from jsp.rules.qda_write import CODEBOOK_XML
from jsp.rules.qda_xml import Element, child, children, colour, key, parsed, read_words, words, yes
from jsp.rules.refusal import N_, DomainError

LONGEST_BOOK = 120
TOO_DEEP = N_("Codes in this file lie more than %(most)d deep, at “%(name)s”.")
TWICE = N_("Two things in this file have the same key: %(key)s. Make the file again.")


def read_codebook(data: bytes) -> tuple[QdaCode, ...]:
    """The codes in a codebook file (.qdc). Raises DomainError, with the field `file`."""
    codes = codes_of(child(parsed(data, CODEBOOK_XML, "CodeBook"), "Codes"), {})
    if not codes:
        raise DomainError(N_("There are no codes in this file."), field="file")
    return codes


def codes_of(element: Element | None, notes: dict[UUID, str]) -> tuple[QdaCode, ...]:
    """Those in a list of codes. `notes`: the memos that they may point to. Raises DomainError."""
    found = tuple(_code(each, notes, 1) for each in children(element, "Code"))
    everything = [code.guid for _depth, code in walk(found)]
    if len(everything) > MOST_CODES:
        raise DomainError(N_("There are more than %(most)d codes in this file."), field="file", most=MOST_CODES)
    check_once(everything)
    return found


def check_once(keys: list[UUID]) -> None:
    """Refuse a key that comes twice. Raises DomainError."""
    twice = next((each for each, times in Counter(keys).items() if times > 1), None)
    if twice is not None:
        raise DomainError(TWICE, field="file", key=str(twice))


def noted(element: Element, notes: dict[UUID, str], before: str = "") -> str:
    """What stood `before`, with the memos that an element points to below it. Raises DomainError."""
    keys = [key(each, "targetGUID") for each in children(element, "NoteRef")]
    return "\n\n".join(each for each in (before, *(notes.get(guid, "") for guid in keys)) if each)


def _code(element: Element, notes: dict[UUID, str], depth: int) -> QdaCode:
    """One with those below it. A codebook of ours may stand above the deepest that we know."""
    raw = " ".join(str(element.get("name", "")).split())
    if depth > DEEPEST + 1:
        raise DomainError(TOO_DEEP, field="file", most=DEEPEST, name=raw[:LONGEST_NAME])
    name = read_words(raw, most=LONGEST_BOOK if depth == 1 else LONGEST_NAME, where=raw)
    if not name:
        raise DomainError(N_("A code in this file has no name."), field="file")
    about = noted(element, notes, words(element, "Description"))
    return QdaCode(
        guid=key(element, "guid"), name=name, is_codable=yes(element, "isCodable"), colour=colour(element),
        definition=read_words(about, most=LONGEST_DEFINITION, where=name),
        codes=tuple(_code(each, notes, depth + 1) for each in children(element, "Code")),
    )  # fmt: skip
