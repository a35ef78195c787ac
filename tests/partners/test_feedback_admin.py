"""What a partner's people do with a reader's message; another partner's see nothing of it."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ReferenceIndex
from wagtail.users.models import UserProfile

from partners.feedback.mail import send_answer, tell_partner
from partners.feedback.models import MessageStep, NoticePreference, ReaderMessage
from tests.builders import Editor, Reader, person, reader_message, story

pytestmark = pytest.mark.django_db
INDEX = "/admin/messages/"
TEXT = "Речення без присудка"


def address_of(message, *rest) -> str:
    return f"{INDEX}{message.pk}/" + "".join(f"{part}/" for part in rest)


def form_of(client, message, **changed) -> dict:
    """What the screen would send: its fields as they stand, with some changed."""
    form = client.get(address_of(message)).context["form"]
    values = {bound.html_name: bound.value() or "" for bound in form}
    return values | changed


ROLES = ["editor", "publisher", "partner_manager"]


# --- who sees what ------------------------------------------------------------------------------
@pytest.mark.parametrize("role", ROLES)
def test_the_partners_people_see_its_messages_and_no_others(rivne, harnosand, role):
    own, foreign = reader_message(rivne), reader_message(harnosand, title="Fråga från Härnösand")
    client = Editor(role, rivne)
    for address in (INDEX, f"{INDEX}results/", f"{INDEX}?q=а", "/admin/"):
        html = client.get(address).content.decode()
        assert foreign.title not in html
    assert own.title in client.get(INDEX).content.decode()
    assert TEXT in client.get(address_of(own)).content.decode()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("rest", [(), ("delete",)])
def test_another_partners_message_does_not_exist(rivne, harnosand, role, rest):
    foreign = reader_message(harnosand)
    client = Editor(role, rivne)
    assert client.get(address_of(foreign, *rest)).status_code == 404
    sent = {"state": "closed", "notes": "x", "answer": "x", "send": "1", "again": "1"}
    assert client.post(address_of(foreign, *rest), sent).status_code == 404
    kept = ReaderMessage.objects.get()
    assert (kept.state, kept.notes, kept.answer) == ("new", "", "")
    assert mail.outbox == []


def test_who_works_for_nobody_finds_no_list(rivne):
    reader_message(rivne)
    client = Editor("library_editor")
    assert client.get(INDEX).status_code == 404
    assert reverse("reader_messages:index") not in client.get("/admin/").content.decode()


def test_nobody_reads_messages_without_signing_in(rivne):
    message = reader_message(rivne)
    reader = Reader(rivne)
    assert reader.get(address_of(message)).status_code == 404
    client = Editor("editor", rivne)
    client.logout()
    response = client.get(address_of(message))
    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_an_administrator_sees_all_messages_and_whose_they_are(rivne, harnosand):
    reader_message(rivne)
    reader_message(harnosand)
    html = Editor("administrator").get(INDEX).content.decode()
    assert rivne.name in html
    assert harnosand.name in html


def test_a_translator_sees_what_is_said_of_translations_into_their_language(rivne):
    english = {"page_language": "en", "address": "/en/tools/barcamp/"}
    theirs = reader_message(rivne, kind="translation", **english)
    others = [
        reader_message(rivne, kind="content", **english),
        reader_message(rivne, kind="translation"),
    ]
    client = Editor("translator", rivne, "en")
    assert list(client.get(INDEX).context["object_list"]) == [theirs]
    assert client.get(address_of(theirs)).status_code == 200
    assert [client.get(address_of(one)).status_code for one in others] == [404, 404]
    # Deleting is not theirs.
    assert client.get(address_of(theirs, "delete")).status_code == 404
    assert client.post(address_of(theirs, "delete")).status_code == 404
    assert address_of(theirs, "delete") not in client.get(address_of(theirs)).content.decode()


def test_an_editor_here_and_translator_there_has_each_right_in_its_place(rivne, harnosand):
    client = Editor("editor", rivne)
    client.user.groups.add(*person("translator", harnosand, "uk").groups.all())
    here, there = reader_message(rivne), reader_message(harnosand, kind="translation")
    reader_message(harnosand, kind="idea")
    assert set(client.get(INDEX).context["object_list"]) == {here, there}
    assert client.get(address_of(here, "delete")).status_code == 200
    assert client.get(address_of(there, "delete")).status_code == 404


def test_an_account_that_was_closed_sees_nothing(rivne):
    reader_message(rivne)
    client = Editor("editor", rivne)
    client.user.is_active = False
    client.user.save()
    assert client.get(INDEX).status_code == 302


def test_the_menu_and_the_first_screen_say_how_many_are_new(rivne, harnosand):
    reader_message(rivne)
    reader_message(rivne)
    reader_message(rivne, state="closed")
    reader_message(harnosand)
    html = Editor("editor", rivne).get("/admin/", headers={"accept-language": "en"}).content
    assert "Messages (2)" in html.decode()
    assert "2 new messages from readers" in html.decode()


def test_the_list_costs_the_same_with_many_messages(rivne, django_assert_max_num_queries):
    client = Editor("editor", rivne)
    client.get(INDEX)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _round in range(2):
        for number in range(15):
            reader_message(rivne, title=f"Сторінка {number}", assigned_to=client.user)
        with CaptureQueriesContext(connection) as asked:
            client.get(INDEX)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_list_is_filtered_and_searched(rivne):
    reader_message(rivne, title="Перша")
    reader_message(rivne, title="Друга", state="closed", kind="idea", text="зовсім інше")
    client = Editor("editor", rivne)

    def titles(asked):
        return [message.title for message in client.get(INDEX, asked).context["object_list"]]

    assert titles({}) == ["Друга", "Перша"]
    assert titles({"state": "closed"}) == ["Друга"]
    assert titles({"kind": "content"}) == ["Перша"]
    assert titles({"q": "зовсім"}) == ["Друга"]


# --- what is done with it -----------------------------------------------------------------------
def test_a_message_is_assigned_noted_and_closed_and_it_is_written_down_who_did_it(rivne):
    message = reader_message(rivne)
    client = Editor("editor", rivne)
    colleague = person("publisher", rivne)
    sent = form_of(client, message, assigned_to=colleague.pk, notes="Запитати Ольгу")
    assert client.post(address_of(message), sent).status_code == 302
    message.refresh_from_db()
    assert (message.assigned_to, message.notes) == (colleague, "Запитати Ольгу")
    assert message.state == "in_work"  # somebody takes care of it
    client.post(address_of(message), form_of(client, message, state="closed"))
    message.refresh_from_db()
    assert message.state == "closed"
    steps = [(step.who, step.what, step.detail) for step in message.steps.all()]
    assert steps == [
        (client.user, "assigned", "publisher-rivne"),
        (client.user, "notes", ""),
        (client.user, "state", "closed"),
    ]
    assert "Запитати Ольгу" not in str(MessageStep.objects.values())


def test_only_the_partners_people_take_care_of_it(rivne, harnosand):
    message = reader_message(rivne)
    client = Editor("editor", rivne)
    stranger = person("editor", harnosand)
    html = client.get(address_of(message)).content.decode()
    assert stranger.username not in html
    response = client.post(
        address_of(message), form_of(client, message, assigned_to=stranger.pk, notes="Моє")
    )
    assert response.status_code == 200
    assert "Моє" in response.content.decode()
    assert ReaderMessage.objects.get().assigned_to is None


def test_what_two_people_write_at_once_is_not_overwritten_unseen(rivne):
    message = reader_message(rivne)
    client, colleague = Editor("editor", rivne), Editor("publisher", rivne)
    mine = form_of(client, message, notes="Моє")
    colleague.post(address_of(message), form_of(colleague, message, notes="Колегине"))
    response = client.post(address_of(message), mine)
    assert response.status_code == 200
    assert response.context["form"]["notes"].value() == "Моє"
    assert ReaderMessage.objects.get().notes == "Колегине"
    # Pressed once more, it is meant.
    again = {bound.html_name: bound.value() or "" for bound in response.context["form"]}
    assert client.post(address_of(message), again).status_code == 302
    assert ReaderMessage.objects.get().notes == "Моє"


def test_the_screen_says_whether_the_page_has_changed_since(rivne):
    page = story(rivne, "Громада читає")
    page.refresh_from_db()
    message = reader_message(rivne, page, address=f"/uk/stories/{page.slug}/")
    client = Editor("editor", rivne)
    english = {"headers": {"accept-language": "en"}}
    html = client.get(address_of(message), **english).content.decode()
    assert "The page is as the reader saw it." in html
    assert f"http://rivne.localhost:8000/uk/stories/{page.slug}/" in html
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    page.title = "Громада читає разом"
    page.save_revision().publish()
    html = client.get(address_of(message), **english).content.decode()
    assert "The page has been changed since the reader saw it." in html
    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, message.revision_id, "live"]
    )
    assert compare in html
    assert client.get(compare).status_code == 200
    page.delete()
    html = client.get(address_of(message), **english).content.decode()
    assert "There is no page of this site at this address now." in html


def test_a_shared_page_is_offered_for_editing_to_nobody_who_may_not(rivne):
    message = reader_message(rivne)
    html = Editor("editor", rivne).get(address_of(message)).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[message.page_id]) not in html


def test_a_shared_page_does_not_name_the_messages_about_it(rivne, harnosand):
    message = reader_message(rivne)
    assert not ReferenceIndex.objects.filter(
        base_content_type__app_label="feedback", to_object_id=str(message.page_id)
    ).exists()


def test_deleting_asks_once_and_takes_everything(rivne):
    message = reader_message(rivne)
    client = Editor("publisher", rivne)
    client.post(address_of(message), form_of(client, message, notes="x"))
    assert client.get(address_of(message, "delete")).status_code == 200
    assert ReaderMessage.objects.exists()
    assert client.post(address_of(message, "delete")).status_code == 302
    assert not ReaderMessage.objects.exists()
    assert not MessageStep.objects.exists()


def test_what_a_reader_writes_is_shown_as_text(rivne):
    message = reader_message(rivne, text="<script>alert(1)</script>\n\nдалі", title="<b>x</b>")
    client = Editor("editor", rivne)
    for address in (address_of(message), INDEX, "/admin/"):
        html = client.get(address).content.decode()
        assert "<script>alert(1)" not in html
        assert "<b>x</b>" not in html


# --- e-mail -------------------------------------------------------------------------------------
def in_language(user, language):
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()


def test_the_partners_people_are_told_each_in_their_language_and_not_what_was_written(
    rivne, harnosand
):
    people = {
        "uk": person("editor", rivne),
        "sv": person("publisher", rivne),
        "ro": person("partner_manager", rivne),
    }
    for language, user in people.items():
        in_language(user, language)
    person("translator", rivne, "en")
    person("editor", harnosand)
    quiet = person("editor", rivne)
    message = reader_message(rivne)
    assert tell_partner.call(message.pk) == 3
    sent = {letter.to[0]: letter for letter in mail.outbox}
    assert set(sent) == {user.email for user in people.values()}
    for language, user in people.items():
        letter = sent[user.email]
        with translation.override(language):
            assert letter.subject == translation.gettext("A reader wrote about “%(title)s”") % {
                "title": message.title
            }
        assert f"http://admin.localhost:8000{address_of(message)}" in letter.body
        assert TEXT not in letter.subject + letter.body
        assert message.email not in letter.subject + letter.body
    assert quiet.email in sent


def test_a_translator_is_told_of_translation_problems_in_their_language(rivne):
    translator = person("translator", rivne, "en")
    tell_partner.call(reader_message(rivne, kind="translation", page_language="en").pk)
    assert [letter.to for letter in mail.outbox] == [[translator.email]]
    mail.outbox.clear()
    tell_partner.call(reader_message(rivne, kind="translation", page_language="uk").pk)
    assert mail.outbox == []


def test_who_turned_the_notices_off_in_their_account_gets_none(rivne):
    client = Editor("editor", rivne)
    form = client.get("/admin/account/").context
    panels = [panel for tab in form["panels_by_tab"].values() for panel in tab]
    (panel,) = [panel for panel in panels if panel.name == "reader_messages"]
    assert panel.get_form()["by_email"].value() is True
    panel.get_form().instance  # noqa: B018 - opening the account writes nothing
    assert not NoticePreference.objects.exists()
    NoticePreference.objects.create(user=client.user, by_email=False)
    tell_partner.call(reader_message(rivne).pk)
    assert mail.outbox == []


def test_the_account_keeps_the_choice(rivne):
    client = Editor("editor", rivne)
    context = client.get("/admin/account/").context
    panels = [panel for tab in context["panels_by_tab"].values() for panel in tab]
    sent = {}
    for panel in panels:
        form = panel.get_form()
        sent |= {
            bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)
        }
    sent |= {"name_email-first_name": "А", "name_email-last_name": "Б"}
    sent = {name: value for name, value in sent.items() if "avatar" not in name}
    del sent["reader_messages-by_email"]
    assert client.post("/admin/account/", sent).status_code == 302
    assert NoticePreference.objects.get(user=client.user).by_email is False


def test_a_mail_server_that_is_away_loses_no_message_and_stops_no_other_letter(
    rivne, monkeypatch, django_capture_on_commit_callbacks
):
    people = [person("editor", rivne), person("publisher", rivne)]
    tried = []

    def fail_once(subject, body, sender, to):
        tried.append(to)
        if len(tried) == 1:
            raise OSError("no mail server")

    monkeypatch.setattr("partners.feedback.mail.send_mail", fail_once)
    from tests.partners.test_feedback import TYPED, open_form, send

    with django_capture_on_commit_callbacks(execute=True):
        assert send(open_form() | TYPED).status_code == 303
    assert ReaderMessage.objects.count() == 1
    assert len(tried) == len(people)


def test_the_answer_goes_to_the_reader_once_in_their_language(rivne):
    message = reader_message(rivne, language="en", text="A word\nis missing")
    client = Editor("editor", rivne)
    in_language(client.user, "uk")
    sent = form_of(client, message, answer="Mended, thank you.", send="1")
    assert client.post(address_of(message), sent).status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["reader@example.invalid"]
    assert letter.subject == f"Your message about “{message.title}”"
    assert "Mended, thank you." in letter.body
    assert "> A word\n> is missing" in letter.body
    assert "/en/feedback/?page=%2Fuk%2Ftools%2Fbarcamp%2F" in letter.body
    assert client.user.email not in letter.from_email + letter.body
    assert "Rivne Oblast State Administration" in letter.body
    assert "Рівненська" not in letter.body
    message.refresh_from_db()
    assert message.state == "answered"
    assert message.answered_at <= message.answer_sent_at
    # What was said stays said; nothing goes out twice.
    assert "answer" not in client.get(address_of(message)).context["form"].fields
    assert send_answer.call(message.pk) is False
    client.post(address_of(message), form_of(client, message, answer="Other", send="1", again="1"))
    assert len(mail.outbox) == 1
    assert ReaderMessage.objects.get().answer == "Mended, thank you."


def test_a_subject_has_one_line_whatever_the_title(rivne):
    message = reader_message(rivne, title="Перший\nрядок", answer="Так")
    person("editor", rivne)
    tell_partner.call(message.pk)
    send_answer.call(message.pk)
    assert len(mail.outbox) == 2


def test_an_answer_can_be_kept_as_a_draft_and_is_not_sent_empty(rivne):
    message = reader_message(rivne)
    client = Editor("editor", rivne)
    client.post(address_of(message), form_of(client, message, answer="Почат"))
    message.refresh_from_db()
    assert (message.answer, message.answered_at) == ("Почат", None)
    response = client.post(
        address_of(message), form_of(client, message, answer=" ", notes="Моє", send="1")
    )
    assert response.status_code == 200
    assert response.context["form"]["notes"].value() == "Моє"
    assert mail.outbox == []


def test_without_an_address_no_answer_is_asked_for(rivne):
    message = reader_message(rivne, email="")
    client = Editor("editor", rivne)
    assert "answer" not in client.get(address_of(message)).context["form"].fields
    client.post(address_of(message), form_of(client, message, answer="x", send="1"))
    assert ReaderMessage.objects.get().answer == ""


def test_an_answer_that_no_server_took_is_kept_and_sent_again(rivne, monkeypatch):
    message = reader_message(rivne)
    client = Editor("editor", rivne)

    def fail(*args):
        raise OSError("no mail server")

    with monkeypatch.context() as patch:
        patch.setattr("partners.feedback.mail.send_mail", fail)
        client.post(address_of(message), form_of(client, message, answer="Виправлено", send="1"))
    message.refresh_from_db()
    assert (message.answer, message.answer_sent_at) == ("Виправлено", None)
    assert 'name="again"' in client.get(address_of(message)).content.decode()
    client.post(address_of(message), {"again": "1"})
    assert len(mail.outbox) == 1
    message.refresh_from_db()
    assert message.answer_sent_at <= timezone.now()
    assert 'name="again"' not in client.get(address_of(message)).content.decode()
