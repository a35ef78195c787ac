"""What happens by the clock: scheduled pages go live, and old traces are deleted."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

logger = logging.getLogger("rescom.schedule")


@dataclass
class Job:
    """A piece of work that may be done any number of times, and the seconds between two."""

    name: str
    every: int
    work: Callable[[], None]
    due: float = 0.0


def publish_scheduled() -> None:
    """Pages whose moment has come go live; those whose moment has passed are taken down."""
    call_command("publish_scheduled", verbosity=0)


def delete_task_results() -> None:
    """Results of background tasks, which name pages and people, after settings.KEEP_DAYS."""
    call_command(
        "prune_db_task_results",
        min_age_days=settings.KEEP_DAYS["task_results"],
        queue_name="*",
        verbosity=0,
    )


def delete_sessions() -> None:
    """Sessions that ended. Hourly, so that none outlives settings.KEEP_DAYS["sessions"]."""
    call_command("clearsessions", verbosity=0)


def delete_messages() -> None:
    """Readers' messages, on the day that the reader was told. Hourly, so early on that day."""
    call_command("delete_old_messages", verbosity=0)


def delete_answers() -> None:
    """Readers' answers to learning labs, on the day that the reader was told."""
    call_command("delete_old_answers", verbosity=0)


def renew_occurrences() -> None:
    """The rows by which lists find events, from the pages: nothing rests on a signal alone."""
    call_command("renew_occurrences", verbosity=0)


def jobs() -> list[Job]:
    """Everything that the schedule does; figures in seconds."""
    return [
        Job("publish scheduled pages", 60, publish_scheduled),
        Job("delete old task results", 60 * 60, delete_task_results),
        Job("delete ended sessions", 60 * 60, delete_sessions),
        Job("delete old messages from readers", 60 * 60, delete_messages),
        Job("delete old answers to learning labs", 60 * 60, delete_answers),
        Job("write the dates of events again", 24 * 60 * 60, renew_occurrences),
    ]


def run_due(schedule: list[Job], now: float) -> list[str]:
    """Do what is due and return the names; one that fails is logged and comes round again."""
    done = []
    for job in schedule:
        if job.due > now:
            continue
        job.due = now + job.every
        try:
            job.work()
            done.append(job.name)
        except Exception:
            logger.exception("The schedule could not %s; it tries again later.", job.name)
    return done


class Command(BaseCommand):
    help = "Runs the scheduled work until it is stopped, or once with --once."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Do everything once and end.")

    def handle(self, *, once, **options):
        schedule = jobs()
        if once:
            for name in run_due(schedule, time.monotonic()):
                self.stdout.write(f"Done: {name}.")
            return
        stopping = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.set())
        while not stopping.is_set():
            run_due(schedule, time.monotonic())
            # A database server may go away and come back between two rounds.
            close_old_connections()
            nearest = min(job.due for job in schedule) - time.monotonic()
            stopping.wait(max(nearest, 1))
