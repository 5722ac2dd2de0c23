"""What other programs write: line ends, texts in the project itself, memos, people, and what is not taken over."""

from uuid import UUID

import pytest

from jsp.rules.code_plan import Here, Planner, free_name
from jsp.rules.coding import DEEPEST, LONGEST_MEMO, name_key
from jsp.rules.qda import BOOKS, Left, Project, QdaCode
from jsp.rules.qda_read import read_project
from jsp.rules.qda_write import PROJECT_XML
from jsp.rules.qda_zip import Packed
from jsp.rules.refusal import DomainError
from jsp.rules.spans import Span

A, B, C, D, TEXT = (UUID(int=each) for each in (1, 2, 3, 4, 9))
CODES = f'<CodeBook><Codes><Code guid="{{{A}}}" name=" Rust " isCodable="1" color="#A0f"/></Codes></CodeBook>'


def passage(start: int, end: int, inner: str = "", guid: UUID = D, user: str = "") -> str:
    place = f'guid="{guid}" startPosition="{start}" endPosition="{end}"{user}'
    return f"<PlainTextSelection {place}>{inner}</PlainTextSelection>"


def coding(inner: str = "", guid: UUID = C, user: str = "") -> str:
    return f'<Coding guid="{guid}"{user}><CodeRef targetGUID="{A}"/>{inner}</Coding>'


def read(inner: str, text: bytes | None = None, *, before: str = "", after: str = "", more: str = "") -> Project:
    path = 'plainTextPath="INTERNAL://Nota.TXT"' if text is not None else ""
    qde = (
        f'<Project xmlns="{PROJECT_XML}" name="x">{before}{CODES}<Sources>'
        f'<TextSource guid="{TEXT}" name="Nota" {path} {more}>{inner}</TextSource></Sources>{after}</Project>'
    )
    return read_project(Packed(qde.encode(), {"nota.txt": text} if text is not None else {}))


def spans(project: Project) -> list[Span]:
    return [each.span for each in project.passages]


@pytest.mark.parametrize("raw", [b"Een\r\ntwee\r\n\r\ndrie", "\ufeffEen\r\ntwee\r\n\r\ndrie".encode()])
def test_line_ends_become_one_and_places_follow(raw: bytes) -> None:
    project = read(passage(0, 9) + passage(5, 9, guid=B) + passage(13, 17, guid=C), raw)
    [source] = project.sources
    assert source.text == "Een\ntwee\n\ndrie"
    assert [source.text[each.start : each.end] for each in spans(project)] == ["Een\ntwee", "twee", "drie"]


def test_a_place_within_a_line_end_is_before_or_after_it() -> None:
    assert spans(read(passage(0, 4) + passage(4, 6, guid=B), b"Een\r\ntwee")) == [Span(0, 3), Span(3, 5)]


def test_old_line_ends_keep_their_length() -> None:
    project = read(passage(4, 8), b"Een\rtwee")
    assert (project.sources[0].text, spans(project)) == ("Een\ntwee", [Span(4, 8)])


def test_a_text_that_says_it_is_utf_16_is_read() -> None:
    assert read("", "Één 😀".encode("utf-16")).sources[0].text == "Één 😀"


def test_a_text_can_stand_in_the_project_itself() -> None:
    project = read(f"<PlainTextContent>Één 😀 &amp; meer</PlainTextContent>{passage(4, 5, coding())}")
    assert project.sources[0].text[4:5] == "😀"


def test_colours_guids_and_names_are_read_as_the_standard_lets_them_be_written() -> None:
    assert read("", b"x").codes == (QdaCode(A, "Rust", True, "#aa00ff"),)


def test_a_code_of_a_whole_text_becomes_a_passage_that_is_all_of_it() -> None:
    [found] = read(coding(), b"Een\r\ntwee").passages
    assert (found.span, found.codings[0].guid) == (Span(0, 8), C)


def test_who_coded_is_who_marked_or_who_made_the_text_where_nobody_stands() -> None:
    users = f'<Users><User guid="{A}" name="Ada"/><User guid="{B}" id="bo"/></Users>'
    by = f' creatingUser="{B}"'
    project = read(passage(0, 1, coding(), user=by) + passage(0, 1, coding(guid=B), guid=A), b"x", before=users,
                   more=f'creatingUser="{A}"')  # fmt: skip
    assert [each.user for each in project.codings] == [B, A]
    assert [(each.guid, each.name) for each in project.coders] == [(A, "Ada"), (B, "bo")]
    assert [each.name for each in read(passage(0, 1, coding(), user=by), b"x").coders] == [""]


NOTES = (
    f'<Notes><Note guid="{A}"><PlainTextContent>Eerst</PlainTextContent></Note>'
    f'<Note guid="{B}" plainTextPath="internal://nota.txt"/><Note guid="{C}" richTextPath="internal://n.docx"/></Notes>'
)


def test_memos_come_along_wherever_they_are_kept() -> None:
    refs = f'<NoteRef targetGUID="{A}"/><NoteRef targetGUID="{B}"/>'
    project = read(passage(0, 1, f"<Description>Zelf</Description>{coding(refs)}{refs}"), b"Tekst", after=NOTES)
    assert (project.passages[0].memo, project.codings[0].memo) == ("Zelf\n\nEerst\n\nTekst", "Eerst\n\nTekst")
    assert project.left == ((Left.NOTES, 1),)


def test_a_memo_that_is_too_long_is_refused_and_not_cut() -> None:
    with pytest.raises(DomainError) as caught:
        read(passage(0, 1, f"<Description>{'x' * (LONGEST_MEMO + 1)}</Description>"), b"x")
    assert caught.value.values == {"name": "Nota", "length": LONGEST_MEMO + 1, "most": LONGEST_MEMO}


def test_what_is_not_taken_over_is_counted() -> None:
    others = "".join(f'<{name}Source guid="{A}"/>' for name in ("Picture", "PDF", "PDF", "Audio", "Video"))
    text = f'<TextSource guid="{TEXT}" name="Nota"><PlainTextContent>x</PlainTextContent>{passage(1, 1)}</TextSource>'
    qde = (
        f'<Project xmlns="{PROJECT_XML}" name="x">{CODES}<Variables><Variable guid="{A}"/></Variables>'
        f'<Cases><Case guid="{A}"/><Case guid="{B}"/></Cases><Sources>{text}{others}</Sources>{NOTES}'
        f'<Links><Link guid="{A}"/></Links><Sets><Set guid="{A}" name="s"/><Set guid="{BOOKS}" name="b"/></Sets>'
        f'<Graphs><Graph guid="{A}"/></Graphs></Project>'
    )
    assert dict(read_project(Packed(qde.encode(), {"nota.txt": b"Tekst"})).left) == {
        Left.PICTURES: 1, Left.PDFS: 2, Left.SOUND: 1, Left.VIDEO: 1, Left.CASES: 2, Left.VARIABLES: 1,
        Left.LINKS: 1, Left.GRAPHS: 1, Left.SETS: 1, Left.NOTES: 3, Left.EMPTY: 1,
    }  # fmt: skip


BOOK = UUID(int=100)


def planner(*here: Here) -> Planner:
    return Planner({each.id: each for each in here}, {BOOK: "Werkboek"})


def test_a_code_that_is_known_stays_and_those_below_it_come_below_it() -> None:
    here = Here(A, BOOK, None, "rust")
    plan = planner(here).plan([QdaCode(A, "Anders", codes=(QdaCode(B, "Nieuw"),))], lambda: (D, "Nieuw boek"), ())
    assert [(each.name, each.is_known, each.parent_id, each.book_id) for each in plan.codes] == [
        ("Anders", True, None, BOOK), ("Nieuw", False, A, BOOK)
    ]  # fmt: skip
    assert plan.books == ()


def test_a_name_that_is_taken_gets_a_number_in_its_own_place_only() -> None:
    codes = [QdaCode(B, "RUST", codes=(QdaCode(C, "Rust"),)), QdaCode(D, "rust")]
    plan = planner(Here(A, BOOK, None, name_key("Rust"))).plan(codes, lambda: (BOOK, ""), ())
    assert [each.name for each in plan.codes] == ["RUST (2)", "Rust", "rust (3)"]
    assert [each.code.guid for each in plan.renamed] == [B, D]


def test_the_deepest_place_counts_from_where_a_known_code_stands() -> None:
    chain = [Here(UUID(int=at), BOOK, UUID(int=at - 1) if at > 1 else None, f"c{at}") for at in range(1, DEEPEST + 1)]
    with pytest.raises(DomainError):
        planner(*chain).plan([QdaCode(chain[-1].id, "x", codes=(QdaCode(TEXT, "Dieper"),))], lambda: (BOOK, ""), ())


def test_a_book_of_ours_is_a_book_again_also_where_the_other_program_forgot_the_mark() -> None:
    top = QdaCode(BOOK, "Werkboek", False, codes=(QdaCode(A, "Rust"),))
    [code] = planner().plan([top], lambda: (D, "x"), ()).codes
    assert (code.book_id, code.parent_id, code.depth) == (BOOK, None, 1)
    other = QdaCode(B, "Werkboek", False, codes=(QdaCode(A, "Rust"),))
    assert planner().plan([other], lambda: (D, "x"), {B}).books == ((B, "Werkboek (2)"),)


def test_a_name_with_a_number_still_fits() -> None:
    assert free_name("a" * 80, {name_key("a" * 80)}, 80) == "a" * 76 + " (2)"
