"""A site and its readers: messages, settings, colours."""

from django.forms import model_to_dict

from partners.feedback.forms import WorkForm
from tests.builders import home
from tests.isolation import forms
from tests.isolation.attacks.asking import Asked, reads, writes


@writes("answer a reader's message")
def _(t, own):
    fields = {"state": "in_work", "notes": forms.WRITTEN, "answer": "", "assigned_to": ""}
    fields["seen"] = WorkForm(instance=t["message"]).initial["seen"]
    return Asked("post", f"/admin/messages/{t['message'].pk}/", fields)


@reads("read a reader's message")
def _(t, own):
    return Asked("get", f"/admin/messages/{t['message'].pk}/")


@writes("delete a reader's message")
def _(t, own):
    return Asked("post", f"/admin/messages/{t['message'].pk}/delete/")


@reads("read a reader's answers to a learning lab")
def _(t, own):
    return Asked("get", f"/admin/lab-answers/{t['lab_answer'].pk}/")


@writes("delete a reader's answers to a learning lab")
def _(t, own):
    return Asked("post", f"/admin/lab-answers/{t['lab_answer'].pk}/delete/")


@writes("change a site's colours")
def _(t, own):
    look = model_to_dict(t.of.site.partnerlook, exclude=["id", "site"])
    return Asked("post", _settings(t, "partnerlook"), look | {"accent": "#102030"})


@writes("change whom readers may write to")
def _(t, own):
    from tests.partners.settings_screens import contact_rows

    row = {"name": forms.WRITTEN, "email": "written@example.invalid"}
    return Asked("post", _settings(t, "partnercontacts"), contact_rows(row))


def _settings(t, model: str) -> str:
    return f"/admin/settings/partners/{model}/{t.of.site_id}/"


@reads("try colours on a site's pages")
def _(t, own):
    return Asked("get", f"/admin/look/{t.of.site_id}/{home(t.of).pk}/")
