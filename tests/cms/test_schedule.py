"""What happens by the clock happens again and again, and one failure stops nothing else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.management.commands import schedule


def test_due_work_is_done_once_until_it_is_due_again():
    done = []
    job = schedule.Job("count", 60, lambda: done.append(1))
    schedule.run_due([job], 1000.0)
    schedule.run_due([job], 1059.0)
    assert len(done) == 1
    schedule.run_due([job], 1060.0)
    assert len(done) == 2


def test_a_failure_stops_no_other_work_and_is_told(caplog):
    def fail():
        raise RuntimeError("no such page")

    done = []
    jobs = [schedule.Job("fail", 60, fail), schedule.Job("count", 60, lambda: done.append(1))]
    schedule.logger.propagate = True
    assert schedule.run_due(jobs, 1000.0) == ["count"]
    assert done == [1]


@pytest.mark.django_db
def test_everything_can_be_done_at_once_and_twice(capsys):
    call_command("schedule", once=True)
    call_command("schedule", once=True)
    assert capsys.readouterr().out.count("Done: publish scheduled pages.") == 2


@pytest.mark.django_db
def test_ended_sessions_are_deleted_and_others_kept():
    now = timezone.now()
    Session.objects.create(session_key="a", session_data="", expire_date=now - timedelta(hours=1))
    Session.objects.create(session_key="b", session_data="", expire_date=now + timedelta(hours=1))
    call_command("schedule", once=True)
    assert [session.session_key for session in Session.objects.all()] == ["b"]


@pytest.mark.django_db
def test_results_of_tasks_are_kept_as_long_as_the_privacy_page_says(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.KEEP_DAYS = settings.KEEP_DAYS | {"task_results": 7}
    for name, days in (("old", 8), ("young", 6)):
        result = DBTaskResult.objects.create(
            task_path=name, args_kwargs={"args": [], "kwargs": {}}, backend_name="default",
            run_after=timezone.now(),
        )  # fmt: skip
        DBTaskResult.objects.filter(pk=result.pk).update(
            status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=days)
        )
    schedule.delete_task_results()
    assert [result.task_path for result in DBTaskResult.objects.all()] == ["young"]
