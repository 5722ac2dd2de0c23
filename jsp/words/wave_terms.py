"""The words for measurement waves: instruments, who filled them in, their scales, and how large a gap is."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from jsp.rules.wave import SCALES as KNOWN
from jsp.rules.wave import Instrument, Kind, Measure, Respondents
from jsp.rules.wave_figures import GapWord

INSTRUMENTS = {
    Instrument.COOL: _("COOL 5-18"),
    Instrument.ISJO: _("ISJO"),
    Instrument.COMPETENCES: _("Pedagogical competences"),
}
ABOUT = {
    Instrument.COOL: _("How pupils see their own work and how they feel at school: four scales."),
    Instrument.ISJO: _("How professionals of the school and of youth care work together: four aspects."),
    Instrument.COMPETENCES: _("How important teachers find a competence, and how far it succeeds already."),
}
RESPONDENTS = {
    Respondents.PUPILS: _("pupils"),
    Respondents.TEACHERS: _("teachers"),
    Respondents.YOUTH_WORKERS: _("youth workers"),
}
SCALES = {
    "task_motivation": _("Task motivation"),
    "cognitive_confidence": _("Cognitive confidence"),
    "wellbeing_teachers": _("Well-being with teachers"),
    "wellbeing_classmates": _("Well-being with classmates"),
    "interdependence": _("Interdependence"),
    "new_activities": _("Newly created activities"),
    "flexibility": _("Flexibility"),
    "reflection": _("Reflection on working together"),
}
MEASURES = {
    Measure.SCORE: _("mean"),
    Measure.IMPORTANCE: _("importance"),
    Measure.REALISED: _("realised"),
}
GAPS = {
    GapWord.LARGE: _("large gap"),
    GapWord.SOME: _("some gap"),
    GapWord.NONE: _("hardly any gap"),
    GapWord.AHEAD: _("succeeds more than it is found important"),
}
COLUMNS = {
    "unit": _("Unit"),
    "scale": _("Scale"),
    "mean": _("Mean"),
    "sd": _("Standard deviation"),
    "importance": _("Importance"),
    "importance_sd": _("Standard deviation of importance"),
    "realised": _("Realised"),
    "realised_sd": _("Standard deviation of realised"),
    "n": _("n"),
}


def kind_name(kind: Kind) -> str:
    """An instrument with who filled it in."""
    return f"{INSTRUMENTS[kind.instrument]}, {RESPONDENTS[kind.respondents]}"


def scale_name(scale: str) -> str:
    """A scale in the language of the page; a competence is called as in the file."""
    return str(SCALES.get(scale, scale))


def scale_names(scales: Iterable[str]) -> list[str]:
    """Several of them."""
    return [scale_name(scale) for scale in scales]


def known_scales(kind: Kind) -> list[str]:
    """The scales that a file of this kind can name; none where it brings its own."""
    return scale_names(KNOWN.get(kind.instrument, {}))
