"""Who may do what: the one permission table, and the roles that may not meet in one person."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here for; a person can hold several."""

    WORKER = "worker"
    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    CARE_COORDINATOR = "care_coordinator"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that a route can ask for."""

    SEE_TODAY = "see_today"
    BE_PRESENT = "be_present"
    SEE_ROTA = "see_rota"
    PLAN_HOURS = "plan_hours"
    LOG_CONTACTS = "log_contacts"
    ANSWER_QUESTIONS = "answer_questions"
    ASK_FOR_CLASS = "ask_for_class"
    READ_PROGRAMMES = "read_programmes"
    KEEP_PROGRAMMES = "keep_programmes"
    PLAN_LESSONS = "plan_lessons"
    SEE_LESSON_BOARD = "see_lesson_board"
    KEEP_AGREEMENTS = "keep_agreements"
    HOLD_EVALUATIONS = "hold_evaluations"
    SEE_RESULTS = "see_results"
    REVIEW_ANSWERS = "review_answers"
    KEEP_DEBRIEFS = "keep_debriefs"
    KEEP_QUESTIONNAIRES = "keep_questionnaires"
    SEE_WAVES = "see_waves"
    KEEP_WAVES = "keep_waves"
    EXPORT_RESEARCH = "export_research"
    READ_DIRECTORY = "read_directory"
    KEEP_DIRECTORY = "keep_directory"
    REFER = "refer"
    SEE_REFERRAL_FIGURES = "see_referral_figures"
    SIGN_SAFETY = "sign_safety"
    HOLD_TALKS = "hold_talks"
    KEEP_GUIDES = "keep_guides"
    SEE_TEAM_TRENDS = "see_team_trends"
    SEE_RELEASED = "see_released"
    KEEP_TRENDS = "keep_trends"
    SEE_FOLLOW_UP_LOAD = "see_follow_up_load"
    BREAK_GLASS = "break_glass"
    SEE_TRAIL = "see_trail"
    SET_UP = "set_up"
    SEE_INSTALLATION = "see_installation"
    CHANGE_RETENTION = "change_retention"
    MANAGE_PEOPLE = "manage_people"
    CONFIRM_FOR_PEOPLE = "confirm_for_people"
    SEE_RETENTION = "see_retention"
    KEEP_LONGER = "keep_longer"
    HANDLE_REQUESTS = "handle_requests"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.WORKER: frozenset(
        {
            Permission.SEE_TODAY,
            Permission.BE_PRESENT,
            Permission.SEE_ROTA,
            Permission.LOG_CONTACTS,
            Permission.ANSWER_QUESTIONS,
            Permission.READ_PROGRAMMES,
            Permission.PLAN_LESSONS,
            Permission.SEE_LESSON_BOARD,
            Permission.KEEP_AGREEMENTS,
            Permission.HOLD_EVALUATIONS,
            Permission.SEE_RESULTS,
            Permission.SEE_WAVES,
            Permission.REVIEW_ANSWERS,
            Permission.KEEP_DEBRIEFS,
            Permission.READ_DIRECTORY,
            Permission.KEEP_DIRECTORY,
            Permission.REFER,
            Permission.SEE_REFERRAL_FIGURES,
            Permission.SIGN_SAFETY,
            Permission.HOLD_TALKS,
            Permission.SEE_TEAM_TRENDS,
            Permission.SEE_RELEASED,
            Permission.KEEP_LONGER,
            Permission.HANDLE_REQUESTS,
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            Permission.SEE_TODAY,
            Permission.BE_PRESENT,
            Permission.SEE_ROTA,
            Permission.PLAN_HOURS,
            Permission.SEE_FOLLOW_UP_LOAD,
            Permission.BREAK_GLASS,
            Permission.SEE_TRAIL,
            Permission.READ_PROGRAMMES,
            Permission.PLAN_LESSONS,
            Permission.SEE_LESSON_BOARD,
            Permission.KEEP_AGREEMENTS,
            Permission.KEEP_PROGRAMMES,
            Permission.SET_UP,
            Permission.CONFIRM_FOR_PEOPLE,
            Permission.HOLD_EVALUATIONS,
            Permission.SEE_RESULTS,
            Permission.SEE_WAVES,
            Permission.KEEP_QUESTIONNAIRES,
            Permission.KEEP_WAVES,
            Permission.READ_DIRECTORY,
            Permission.KEEP_DIRECTORY,
            Permission.SEE_REFERRAL_FIGURES,
            Permission.SIGN_SAFETY,
            Permission.HOLD_TALKS,
            Permission.KEEP_GUIDES,
            Permission.SEE_TEAM_TRENDS,
            Permission.SEE_RELEASED,
            Permission.KEEP_TRENDS,
            Permission.SEE_RETENTION,
            Permission.KEEP_LONGER,
            Permission.HANDLE_REQUESTS,
        }
    ),
    Role.MENTOR: frozenset(
        {
            Permission.SEE_TODAY,
            Permission.ASK_FOR_CLASS,
            Permission.READ_PROGRAMMES,
            Permission.PLAN_LESSONS,
            Permission.KEEP_AGREEMENTS,
            Permission.HOLD_EVALUATIONS,
            Permission.SEE_RESULTS,
            Permission.SEE_WAVES,
            Permission.KEEP_DEBRIEFS,
            Permission.READ_DIRECTORY,
        }
    ),
    Role.CARE_COORDINATOR: frozenset(
        {
            Permission.SEE_TODAY,
            Permission.ASK_FOR_CLASS,
            Permission.READ_PROGRAMMES,
            Permission.SEE_LESSON_BOARD,
            Permission.KEEP_AGREEMENTS,
            Permission.SEE_RESULTS,
            Permission.SEE_WAVES,
            Permission.READ_DIRECTORY,
            Permission.SEE_RELEASED,
        }
    ),
    Role.RESEARCHER: frozenset(
        {
            Permission.SEE_TODAY,
            Permission.SEE_WAVES,
            Permission.KEEP_WAVES,
            Permission.EXPORT_RESEARCH,
            Permission.HOLD_TALKS,
            Permission.KEEP_GUIDES,
            Permission.SEE_RELEASED,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.SEE_TODAY,
            Permission.SET_UP,
            Permission.SEE_INSTALLATION,
            Permission.CHANGE_RETENTION,
            Permission.SEE_RETENTION,
            Permission.MANAGE_PEOPLE,
            Permission.CONFIRM_FOR_PEOPLE,
        }
    ),
}

TEAM_ROLES = frozenset({Role.WORKER, Role.COORDINATOR})  # what these read goes by the sites of who has them
CONTENT_ROLES = TEAM_ROLES | {Role.RESEARCHER}  # read words: of young people, or of approved talks of every school
GUARDED_ROLES = CONTENT_ROLES | {Role.ADMINISTRATOR}
SCHOOL_ROLES = frozenset({Role.MENTOR, Role.CARE_COORDINATOR})


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Everything that these roles may do together."""
    return frozenset().union(*(GRANTS[role] for role in roles))


def roles_with(permission: Permission) -> list[Role]:
    """The roles that grant it, in their order."""
    return [role for role in Role if permission in GRANTS[role]]


def needs_second_factor(roles: Iterable[Role]) -> bool:
    """Whether a password alone is not enough: who reads words, and who lets people in."""
    return not GUARDED_ROLES.isdisjoint(roles)


def needs_site(role: Role) -> bool:
    """Whether the work of this role is done at a school."""
    return role not in (Role.ADMINISTRATOR, Role.RESEARCHER)


def conflict(roles: Iterable[Role]) -> tuple[Role, Role] | None:
    """The first two roles that one person may not hold together, or None.

    Nobody keeps the keys and reads words, nobody is school and JSP, and a researcher stays outside both.
    """
    held = sorted(set(roles))
    for one in held:
        for other in held:
            if one < other and _forbidden(frozenset({one, other})):
                return one, other
    return None


def _forbidden(pair: frozenset[Role]) -> bool:
    return (
        (Role.ADMINISTRATOR in pair and bool(pair & CONTENT_ROLES))
        or (bool(pair & SCHOOL_ROLES) and bool(pair & CONTENT_ROLES))
        or (Role.RESEARCHER in pair and bool(pair & TEAM_ROLES))
    )
