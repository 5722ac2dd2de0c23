"""What the school sees of what classes said: a row for each release and item, and what the items say."""

from collections.abc import Collection, Iterator

from jsp.blueprints.research.service.behind import Behind, behind
from jsp.models import evaluation_figures
from jsp.models.evaluation_figures import Release
from jsp.models.evaluations import Evaluation
from jsp.models.lessons import LessonSeries
from jsp.models.questionnaires import QuestionnaireVersion
from jsp.models.sealed import keys
from jsp.rules.evaluation import Audience
from jsp.rules.research import CODE, Row, Shown, Whose, figure_row, item_rows


def whose(series: LessonSeries, file: str) -> Whose:
    """The series without its name: a class gets a mark that only this installation can make, another for each file."""
    school_class, version = series.school_class, series.version
    return Whose(
        mark=keys().mark(f"{file} class {school_class.id}", purpose="research")[:CODE],
        school_type=school_class.site.kind.value, school_year=school_class.school_year.name,
        programme=version.programme.code, programme_version=version.number,
    )  # fmt: skip


def by_text(row: Row) -> tuple[str, ...]:
    """Rows in the order of their first cells, which is that of the marks."""
    return tuple(map(str, row))


def figures_and_items(series: Collection[LessonSeries]) -> tuple[list[Row], list[Row]]:
    """The rows of both files; the order tells nothing of who or when."""
    known = {each.id: each for each in series}
    closed = evaluation_figures.list_closed_of(known.keys())
    releases = evaluation_figures.releases(closed, Audience.SCHOOL)
    known_of = behind(releases)
    figures = sorted(
        (row for each in releases for row in _rows(each, known[each.evaluations[0].series_id], known_of)), key=by_text
    )
    return figures, list(_items(releases))


def _rows(release: Release, series: LessonSeries, known: Behind) -> Iterator[Row]:
    about, row = whose(series, "figures"), known.rows[release.id]
    lessons = [_label(each) for each in release.evaluations]
    for item in release.items:
        asked = [
            each for each in release.evaluations if any(item.key == one.key for one in evaluation_figures.asked(each))
        ]
        yield figure_row(Shown(
            whose=about, lessons=lessons, asked_after=[_label(each) for each in asked],
            versions=sorted({(each.version.questionnaire.code, each.version.number) for each in asked}),
            item=item.key, answers=release.answers, item_answers=known.answers(release, item.key),
            figure=release.figure(item.key), class_size=series.school_class.size, released_on=row.released_on,
            least=row.least,
        ))  # fmt: skip


def _items(releases: Collection[Release]) -> Iterator[Row]:
    found: dict[int, QuestionnaireVersion] = {
        one.version_id: one.version for each in releases for one in each.evaluations
    }
    for version in sorted(found.values(), key=lambda one: (one.questionnaire.code, one.number)):
        yield from item_rows(version.content, version.number)


def _label(evaluation: Evaluation) -> str:
    return evaluation.session.lesson.label
