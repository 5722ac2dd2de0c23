"""A project, or a codebook alone, as other programs read it: REFI-QDA 1.0, in the order of elements of its schema."""

from collections.abc import Iterable

from jsp.rules.qda import Project, QdaCode, QdaCoding, QdaPassage, QdaSet, QdaSource, memo_key
from jsp.rules.qda_xml import said, shown, tag
from jsp.rules.qda_zip import Packed, pack

PROJECT_XML, CODEBOOK_XML = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
ORIGIN = "JSP"


def write_project(project: Project) -> bytes:
    """The file (.qdpx)."""
    texts = {f"{each.guid}.txt": each.text.encode() for each in project.sources}
    return pack(Packed(project_xml(project), texts))


def write_codebook(codes: Iterable[QdaCode]) -> bytes:
    """The file (.qdc) with these codes."""
    head = {"xmlns": CODEBOOK_XML, "origin": ORIGIN}
    return (HEAD + tag("CodeBook", head, tag("Codes", {}, *map(_code, codes)))).encode()


def project_xml(project: Project) -> bytes:
    """Its project.qde."""
    users = [tag("User", {"guid": each.guid, "name": each.name}) for each in project.users]
    codes = _some("Codes", map(_code, project.codes))
    return (HEAD + tag(
        "Project", {"xmlns": PROJECT_XML, "name": project.name, "origin": ORIGIN},
        _some("Users", users), _some("CodeBook", [codes] if codes else []),
        _some("Sources", map(_source, project.sources)),
        _some("Notes", [_note(each) for each in project.codings if each.memo]),
        _some("Sets", map(_set, project.sets)),
    )).encode()  # fmt: skip


def _some(name: str, inner: Iterable[str]) -> str:
    held = list(inner)
    return tag(name, {}, *held) if held else ""


def _code(code: QdaCode) -> str:
    about = {
        "guid": code.guid, "name": code.name, "isCodable": "true" if code.is_codable else "false",
        "color": code.colour or None,
    }  # fmt: skip
    return tag("Code", about, said("Description", code.definition), *map(_code, code.codes))


def _source(source: QdaSource) -> str:
    about = {
        "guid": source.guid, "name": source.name, "plainTextPath": f"internal://{source.guid}.txt",
        "creatingUser": source.user,
    }  # fmt: skip
    return tag("TextSource", about, *(_passage(each, source.text) for each in source.passages))


def _passage(passage: QdaPassage, text: str) -> str:
    about = {
        "guid": passage.guid, "name": shown(text[passage.span.start : passage.span.end]),
        "startPosition": passage.span.start, "endPosition": passage.span.end, "creatingUser": passage.user,
    }  # fmt: skip
    return tag("PlainTextSelection", about, said("Description", passage.memo), *map(_coding, passage.codings))


def _coding(coding: QdaCoding) -> str:
    code = tag("CodeRef", {"targetGUID": coding.code})
    memo = tag("NoteRef", {"targetGUID": memo_key(coding.guid)}) if coding.memo else ""
    return tag("Coding", {"guid": coding.guid, "creatingUser": coding.user}, code, memo)


def _note(coding: QdaCoding) -> str:
    about = {"guid": memo_key(coding.guid), "name": shown(coding.memo), "creatingUser": coding.user}
    return tag("Note", about, said("PlainTextContent", coding.memo))


def _set(group: QdaSet) -> str:
    members = [tag("MemberCode", {"targetGUID": each}) for each in group.codes]
    texts = [tag("MemberSource", {"targetGUID": each}) for each in group.sources]
    return tag("Set", {"guid": group.guid, "name": group.name}, *members, *texts)
