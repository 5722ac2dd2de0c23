"""A project file of another program: all of its texts, codes, codings and memos, or a refusal that says why not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from jsp.rules.coding import LONGEST_MEMO
from jsp.rules.qda import BOOKS as OUR_BOOKS
from jsp.rules.qda import (
    MOST_CODINGS,
    MOST_USERS,
    Left,
    Project,
    QdaCode,
    QdaCoding,
    QdaPassage,
    QdaSet,
    QdaSource,
    QdaUser,
    walk,
    whole_key,
)
from jsp.rules.qda_codes import check_once, codes_of, noted
from jsp.rules.qda_places import Laid, decoded, laid
from jsp.rules.qda_write import PROJECT_XML
from jsp.rules.qda_xml import (
    Element,
    child,
    children,
    key,
    key_or_none,
    local,
    number,
    parsed,
    read_words,
    shown,
    words,
)
from jsp.rules.qda_zip import Packed
from jsp.rules.refusal import N_, DomainError
from jsp.rules.spans import Span

LONGEST_TEXT_NAME, LONGEST_USER_NAME = 120, 200
INSIDE = "internal://"
OTHER_SOURCES = (Left.PICTURES, Left.PDFS, Left.SOUND, Left.VIDEO)
LISTS = {"Cases": Left.CASES, "Variables": Left.VARIABLES, "Links": Left.LINKS, "Graphs": Left.GRAPHS,
         "Sets": Left.SETS}  # fmt: skip
ONLY_RICH = N_(
    "The text “%(name)s” is there only with its layout. Let the program that made this file put plain text in it too."
)
OUTSIDE = N_("The text “%(name)s” is not in this file, but somewhere else. Put it into the project first.")
MISSING = N_("The text “%(name)s” is missing in this file.")
UNKNOWN_CODE = N_("A passage of “%(name)s” has a code that is not in this file.")
TOO_MANY = N_("There are more than %(most)d codings in this file. Cut the project into parts.")
NO_TEXT = N_("There is no text in this project, and no code.")


def read_project(packed: Packed) -> Project:
    """All that we know of. Raises DomainError, with the field `file`, where it cannot be taken over as a whole."""
    root = parsed(packed.qde, PROJECT_XML, "Project")
    notes = _notes(root, packed.texts)
    codes = codes_of(child(child(root, "CodeBook"), "Codes"), notes)
    reader = _Reader(packed.texts, notes, frozenset(each.guid for _depth, each in walk(codes)))
    sources = tuple(reader.source(each) for each in children(child(root, "Sources"), "TextSource"))
    project = Project(
        name=shown(str(root.get("name", ""))), users=_users(root), codes=codes, sources=sources, sets=_sets(root),
        left=_left(root, reader, notes),
    )  # fmt: skip
    _check(project, codes)
    return project


def _check(project: Project, codes: tuple[QdaCode, ...]) -> None:
    if len(project.codings) > MOST_CODINGS or len(project.passages) > MOST_CODINGS:
        raise DomainError(TOO_MANY, field="file", most=MOST_CODINGS)
    if len({*project.users, *project.coders}) > MOST_USERS:
        raise DomainError(N_("More than %(most)d people coded in this file."), field="file", most=MOST_USERS)
    if not project.sources and not codes:
        raise DomainError(NO_TEXT, field="file")
    for rows in (project.users, project.sources, project.passages, project.codings):
        check_once([each.guid for each in rows])


@dataclass(slots=True)
class _Reader:
    """Reads texts. `empty`: how many passages without words there were."""

    texts: Mapping[str, bytes]
    notes: dict[UUID, str]
    codes: frozenset[UUID]
    empty: int = 0

    def source(self, element: Element) -> QdaSource:
        name = read_words(_line(element), most=LONGEST_TEXT_NAME, where=_line(element)) or str(key(element, "guid"))
        text, user = laid(_raw(element, self.texts, name), name), key_or_none(element, "creatingUser")
        passages = [self.passage(each, text, user) for each in children(element, "PlainTextSelection")]
        passages += [self.whole(each, text, user) for each in children(element, "Coding")]
        kept = tuple(each for each in passages if each.span.length)
        self.empty += len(passages) - len(kept)
        return QdaSource(key(element, "guid"), name, text.text, user, kept)

    def passage(self, element: Element, text: Laid, user: UUID | None) -> QdaPassage:
        span = text.place(Span(number(element, "startPosition"), number(element, "endPosition")))
        by = key_or_none(element, "creatingUser") or user
        memo = self.memo(element, text, words(element, "Description"))
        codings = tuple(self.coding(each, text, by) for each in children(element, "Coding"))
        return QdaPassage(key(element, "guid"), span, by, memo, codings)

    def whole(self, element: Element, text: Laid, user: UUID | None) -> QdaPassage:
        """A code that the text itself was given, as a passage that is all of it."""
        coding = self.coding(element, text, user)
        return QdaPassage(whole_key(coding.guid), Span(0, len(text.text)), coding.user, "", (coding,))

    def coding(self, element: Element, text: Laid, user: UUID | None) -> QdaCoding:
        ref = child(element, "CodeRef")
        if ref is None or key(ref, "targetGUID") not in self.codes:
            raise DomainError(UNKNOWN_CODE, field="file", name=shown(text.name))
        by = key_or_none(element, "creatingUser") or user
        return QdaCoding(key(element, "guid"), key(ref, "targetGUID"), by, self.memo(element, text))

    def memo(self, element: Element, text: Laid, before: str = "") -> str:
        return read_words(noted(element, self.notes, before), most=LONGEST_MEMO, where=text.name)


def _raw(element: Element, texts: Mapping[str, bytes], name: str) -> str:
    """The text as it came: in the element itself, or in the file that it names."""
    inline, path = child(element, "PlainTextContent"), str(element.get("plainTextPath", ""))
    if inline is not None and not path:
        return words(element, "PlainTextContent")
    if not path:
        raise DomainError(ONLY_RICH if element.get("richTextPath") else MISSING, field="file", name=shown(name))
    if not path.lower().startswith(INSIDE):
        raise DomainError(OUTSIDE, field="file", name=shown(name))
    data = texts.get(path[len(INSIDE) :].lower())
    if data is None:
        raise DomainError(MISSING, field="file", name=shown(name))
    return decoded(data, name)


def _notes(root: Element, texts: Mapping[str, bytes]) -> dict[UUID, str]:
    """The memos by their keys; what a memo has only with its layout stays out, and is counted."""
    found = {}
    for each in children(child(root, "Notes"), "Note"):
        if each.get("plainTextPath") or child(each, "PlainTextContent") is not None:
            found[key(each, "guid")] = _raw(each, texts, _line(each))
        elif child(each, "Description") is not None:
            found[key(each, "guid")] = words(each, "Description")
    return found


def _users(root: Element) -> tuple[QdaUser, ...]:
    found = []
    for each in children(child(root, "Users"), "User"):
        name = _line(each) or " ".join(str(each.get("id", "")).split())
        found.append(QdaUser(key(each, "guid"), read_words(name, most=LONGEST_USER_NAME, where=name)))
    return tuple(found)


def _sets(root: Element) -> tuple[QdaSet, ...]:
    return tuple(
        QdaSet(
            key(each, "guid"), _line(each), _members(each, "MemberCode"), _members(each, "MemberSource")
        ) for each in children(child(root, "Sets"), "Set")
    )  # fmt: skip


def _members(element: Element, name: str) -> tuple[UUID, ...]:
    return tuple(key(each, "targetGUID") for each in children(element, name))


def _left(root: Element, reader: _Reader, notes: dict[UUID, str]) -> tuple[tuple[Left, int], ...]:
    """What is not taken over, and how much of it."""
    found = Counter(Left(local(each)) for each in children(child(root, "Sources"), *OTHER_SOURCES))
    for name, left in LISTS.items():
        found[left] = len(children(child(root, name), left))
    found[Left.SETS] -= sum(_loses_nothing(each, root) for each in _sets(root))
    found[Left.EMPTY] = reader.empty
    found[Left.NOTES] = _unused(root, notes)
    return tuple((left, found[left]) for left in Left if found[left] > 0)


def _loses_nothing(group: QdaSet, root: Element) -> bool:
    """Whether it stays what it is: our codebooks do, and so do all texts together, for they come into one talk."""
    texts = {key(each, "guid") for each in children(child(root, "Sources"), "TextSource")}
    return group.guid == OUR_BOOKS or (not group.codes and bool(texts) and texts == set(group.sources))


def _unused(root: Element, notes: dict[UUID, str]) -> int:
    """How many memos belong to nothing that is taken over, or are there only with their layout."""
    texts = children(child(root, "Sources"), "TextSource")
    holders = [each for text in texts for each in text.iter() if local(each) in ("PlainTextSelection", "Coding")]
    codes = child(root, "CodeBook")
    holders += [] if codes is None else list(codes.iter())
    used = {key(each, "targetGUID") for holder in holders for each in children(holder, "NoteRef")}
    return sum(
        key(each, "guid") not in used or key(each, "guid") not in notes
        for each in children(child(root, "Notes"), "Note")
    )  # fmt: skip


def _line(element: Element) -> str:
    return " ".join(str(element.get("name", "")).split())
