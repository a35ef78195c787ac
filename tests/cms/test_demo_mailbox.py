"""The demo's messages are shown in the admin: to everybody their own, as plain text."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

from cms.demo import mailbox
from cms.demo.wagtail_hooks import mailbox_address


@pytest.fixture
def mail(settings, tmp_path):
    settings.EMAIL_BACKEND = mailbox.FILE_BACKEND
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def send(folder, subject, to, body="Hello", when=None):
    connection = get_connection(mailbox.FILE_BACKEND, file_path=str(folder))
    message = EmailMultiAlternatives(
        subject, body, "rescom@rescom.invalid", to, connection=connection
    )
    message.attach_alternative(f"<p>{body}</p>", "text/html")
    if when:
        message.extra_headers["Date"] = when
    message.send()


def test_messages_come_back_whole_with_the_newest_first(mail):
    send(mail, "Перше", ["editor@rivne.invalid"], "Рядок\nдругий", "Mon, 2 Nov 2026 10:00:00 +0000")
    send(mail, "Second", ["a@b.invalid", "c@d.invalid"], when="Tue, 3 Nov 2026 10:00:00 +0000")
    second, first = mailbox.messages(mail)
    assert (first.subject, second.subject) == ("Перше", "Second")
    assert first.body.strip() == "Рядок\nдругий"
    assert first.sender == "rescom@rescom.invalid"


def test_a_file_that_is_no_message_is_passed_over(mail):
    (mail / "odd.log").write_bytes(b"\xff\xfe nothing like a message")
    assert list(mailbox.messages(mail)) == []


def seen_by(person, folder):
    return [message.subject for message in mailbox.messages_for(person, folder)]


def test_everybody_sees_their_own_and_the_administrator_all(mail):
    # A message may carry a link that sets a password.
    send(mail, "For the administrator", ["administrator@network.invalid"])
    send(mail, "For the editor", ["Editor <Editor@rivne.invalid>"])
    people = get_user_model()
    editor = people(username="editor-rivne", email="editor@rivne.invalid")
    nobody = people(username="nobody", email="")
    administrator = people(username="administrator", is_superuser=True)
    assert seen_by(editor, mail) == ["For the editor"]
    assert seen_by(nobody, mail) == []
    assert len(seen_by(administrator, mail)) == 2


def test_the_text_of_a_message_cannot_become_markup(tmp_path, rf, admin_user):
    send(tmp_path, "<script>one</script>", ["a@b.invalid"], "<script>two</script>")
    request = rf.get("/admin/demo-mail/")
    request.user = admin_user
    page = render_to_string(
        "demo/mailbox.html",
        {"messages_shown": list(mailbox.messages(tmp_path)), "total": 1},
        request,
    )
    assert "<script>one" not in page
    assert "<script>two" not in page
    assert "&lt;script&gt;two" in page


def test_only_those_who_may_enter_the_admin_may_look(mail, rf, django_user_model, db):
    send(mail, "Not for readers", ["reader@rivne.invalid"])
    request = rf.get("/admin/demo-mail/")
    request.user = django_user_model.objects.create_user("reader", "reader@rivne.invalid")
    request.session = SessionStore()
    request._messages = FallbackStorage(request)
    response = mailbox.mailbox(request)
    assert response.status_code == 302
    assert b"Not for readers" not in response.content


def test_the_screen_exists_only_where_mail_goes_to_files(mail, settings):
    assert [str(address.pattern) for address in mailbox_address()] == ["demo-mail/"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert mailbox_address() == []
