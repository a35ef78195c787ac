"""People of a partner, with everything that an account can have."""

import uuid
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.models import APIToken
from wagtail.users.models import UserProfile

from partners.feedback.models import NoticePreference
from tests.isolation import markers

TOMORROW = timedelta(days=1)


def people(these, groups) -> None:
    """One person a role; the first has everything. these: of furnishing.py, which keeps them."""
    for row in groups:
        name = f"{markers.SECRET}-{these.key}-{row.role.replace('_', '-')}{row.language}"
        person = get_user_model().objects.create_user(
            name,
            f"{name}@example.invalid",
            "a password of nobody",
            first_name=markers.BESIDE,
            last_name=name,
        )
        person.groups.add(row.group)
        these.people.setdefault(row.role, person)
    writer = next(iter(these.people.values()))
    UserProfile.objects.create(user=writer, avatar=f"avatar_images/{writer.username}.png")
    NoticePreference.objects.create(user=writer, by_email=False)
    APIToken.objects.create(
        user=writer,
        name=these.secret("token"),
        key_hash=uuid.uuid4().hex,
        prefix=uuid.uuid4().hex[:16],
    )
    Session.objects.create(
        session_key=f"{markers.SECRET}-{these.key}-session"[:40],
        session_data=these.secret("session-data"),
        expire_date=timezone.now() + TOMORROW,
    )
