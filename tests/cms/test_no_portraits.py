"""There is no way in for a picture past the checks: not by one's own account, either."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.users.models import UserProfile

from tests.builders import Editor
from tests.cms import picture_files

pytestmark = pytest.mark.django_db


def test_an_account_takes_no_picture(rivne, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    editor = Editor("editor", rivne)
    screen = editor.get("/admin/account/")
    assert screen.status_code == 200
    assert 'type="file"' not in screen.content.decode()
    editor.post(
        "/admin/account/",
        {"avatar-avatar": SimpleUploadedFile("me.jpg", picture_files.telephone_jpeg())},
    )
    assert not UserProfile.get_for_user(editor.user).avatar
    assert not default_storage.exists("avatar_images")
