"""Slows down who keeps guessing. Counters are shared by all processes and name nobody; no network address is used."""

from datetime import datetime, timedelta
from typing import Any

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import case, delete, select
from sqlalchemy.exc import SQLAlchemyError

from jsp import clock
from jsp.extensions import db, insert
from jsp.models.pace import PaceCount
from jsp.models.sealed import keys

PASSWORDS = RateLimitItemPerMinute(5, namespace="password")
CODES = RateLimitItemPerMinute(5, 15, namespace="code")
CODE_KINDS = ("code", "recovery")
LETTERS = RateLimitItemPerHour(3, namespace="letter")


class DatabaseStorage(Storage):
    """Keeps the counters of the limits library in our database; the caller commits."""

    STORAGE_SCHEME = ["jsp"]

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = clock.now()
        ends = now + timedelta(seconds=expiry)
        is_over = PaceCount.ends_at <= now
        query = insert(PaceCount).values(key=key, count=amount, ends_at=ends)
        query = query.on_conflict_do_update(
            index_elements=[PaceCount.key],
            set_={
                "count": case((is_over, amount), else_=PaceCount.count + amount),
                "ends_at": case((is_over, ends), else_=PaceCount.ends_at),
            },
        ).returning(PaceCount.count)
        return int(db.session.execute(query).scalar_one())

    def get(self, key: str) -> int:
        return db.session.scalar(self._running(PaceCount.count, key)) or 0

    def get_expiry(self, key: str) -> float:
        ends = db.session.scalar(self._running(PaceCount.ends_at, key))
        return (ends or clock.now()).timestamp()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        db.session.execute(delete(PaceCount))
        return None

    def clear(self, key: str) -> None:
        db.session.execute(delete(PaceCount).where(PaceCount.key == key))

    @staticmethod
    def _running(column: Any, key: str) -> Any:
        return select(column).where(PaceCount.key == key, PaceCount.ends_at > clock.now())


limiter = FixedWindowRateLimiter(DatabaseStorage())
_here: dict[str, list[datetime]] = {}


def count(limit: RateLimitItem, who: str) -> bool:
    """Count one try of `who`; False once that was more than the limit allows."""
    return limiter.hit(limit, _mark(who))


def allows(limit: RateLimitItem, who: str) -> bool:
    """Whether `who` may try now; counts nothing."""
    return limiter.test(limit, _mark(who))


def forget(limit: RateLimitItem, who: str) -> None:
    """Begin anew, after a success."""
    limiter.clear(limit, _mark(who))


def forget_codes(person_id: int) -> None:
    """Begin anew with the codes of somebody whose second factor or password is another now."""
    for kind in CODE_KINDS:
        forget(CODES, f"{kind} {person_id}")


def count_code(kind: str, person_id: int) -> bool:
    """Count one try of a code; False once there were too many of this kind."""
    return count(CODES, f"{kind} {person_id}")


def count_here(about: str, *, most: int, within: timedelta) -> bool:
    """Count one in the memory of this process, as not even the moment of it may be written; False once too many."""
    lately = _lately_here(about, within)
    _here[about] = [*lately, clock.now()][:most]
    return len(lately) < most


def is_too_much_here(about: str, *, most: int, within: timedelta) -> bool:
    """Whether one more would be too many; counts nothing."""
    return len(_lately_here(about, within)) >= most


def forget_here() -> None:
    """Begin anew with all that is counted there."""
    _here.clear()


def tidy() -> None:
    """Throw away the counters that have ended."""
    db.session.execute(delete(PaceCount).where(PaceCount.ends_at <= clock.now()))


def _lately_here(about: str, within: timedelta) -> list[datetime]:
    return [each for each in _here.get(about, ()) if each > clock.now() - within]


def _mark(who: str) -> str:
    return keys().mark(who, purpose="pace")
