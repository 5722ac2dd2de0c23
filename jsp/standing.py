"""How the work stands, as figures for Prometheus: asked of the database each time that somebody looks."""

from collections.abc import Callable, Iterator

from flask import Flask, g
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from jsp.doctor import backups, disk, jobs, mail, promises, releases
from jsp.extensions import db

NEVER = float("inf")
Figures = dict[str, float]


def _by_job() -> Figures:
    return {name: NEVER if age is None else age for name, age in jobs.ages().items()}


def _by_backup() -> Figures:
    return {name: NEVER if age is None else age for name, age in backups.ages().items()}


def _by_disk() -> Figures:
    return {str(folder): float(left) for folder, (left, _total) in disk.free().items()}


def _by_disk_share() -> Figures:
    return {str(folder): left / total for folder, (left, total) in disk.free().items()}


ONE: dict[str, tuple[str, Callable[[], float]]] = {
    "jsp_outbox_waiting": ("Mails that wait for more than ten minutes", mail.count_waiting_long),
    "jsp_outbox_oldest_seconds": ("For how long the oldest of them waits", mail.oldest_waiting_long),
    "jsp_promises_broken": ("Open questions past their promise", promises.count_broken),
    "jsp_releases_due": ("Figures that may be made and were not", releases.count_due),
}
# `job` and `instance` are Prometheus' own labels: what we call so it would rename.
MANY: dict[str, tuple[str, str, Callable[[], Figures]]] = {
    "jsp_job_age_seconds": ("Since that job was last done", "task", _by_job),
    "jsp_backup_age_seconds": ("Since the last backup, and since one was put back to try it", "what", _by_backup),
    "jsp_disk_free_bytes": ("Room on the disk of that folder", "folder", _by_disk),
    "jsp_disk_free_share": ("Room on the disk of that folder, of all there is", "folder", _by_disk_share),
}


class Standing(Collector):
    """Asks anew every time; without a database it says that there is none."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def collect(self) -> Iterator[GaugeMetricFamily]:
        with self.app.app_context():
            g.reading = True
            try:
                found = [*_ones(), *_manys()]
            except SQLAlchemyError:
                found = []
            finally:
                db.session.rollback()
        yield GaugeMetricFamily("jsp_database_up", "Whether the database answers", float(bool(found)))
        yield from found


def _ones() -> Iterator[GaugeMetricFamily]:
    for name, (text, ask) in ONE.items():
        yield GaugeMetricFamily(name, text, float(ask()))


def _manys() -> Iterator[GaugeMetricFamily]:
    for name, (text, label, ask) in MANY.items():
        family = GaugeMetricFamily(name, text, labels=[label])
        for value, figure in ask().items():
            family.add_metric([value], figure)
        yield family
