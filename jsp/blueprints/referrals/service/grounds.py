"""Who decides at this JSP for the age of a referral, and on what ground: for who has to explain it."""

from dataclasses import dataclass

from jsp.models.reference import get_setting
from jsp.models.referrals import Referral
from jsp.rules.consent import Age, Decision
from jsp.rules.setting_list import BY_KEY
from jsp.verbs import referring


@dataclass(frozen=True, slots=True)
class Ground:
    """One decision: what it is, who takes it and why. `is_own`: this JSP chose something else than the default."""

    label: str
    who: str
    why: str
    is_own: bool


def list_grounds(row: Referral) -> list[Ground]:
    """Of an age that was not told, of sharing and of starting; none from 18 on, for then it is the law."""
    age = row.age or Age.UNKNOWN
    keys = [f"age_unknown_{row.site.kind}"] if age is Age.UNKNOWN else []
    band = referring.SETTLED.get(referring.policy(row).unknown if age is Age.UNKNOWN else age)
    keys += [f"consent_{decision}_{band}" for decision in Decision if band]
    return [_ground(key) for key in keys]


def _ground(key: str) -> Ground:
    setting, value = BY_KEY[key], get_setting(key)
    is_own = value != setting.default
    why = str(get_setting(setting.ground_key)) if is_own else setting.why
    return Ground(setting.label, dict(setting.choices)[str(value)], why, is_own)
