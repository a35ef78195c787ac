"""Translations: sent, written, downloaded, uploaded."""

from wagtail.models import Locale

from tests.isolation import forms
from tests.isolation.attacks.asking import Asked, edit, reads, writes


@writes("send a page for translation")
def _(t, own):
    locale = Locale.objects.get(language_code=t.of.languages[1])
    return Asked("post", f"/admin/localize/submit/page/{t['live'].pk}/", {"locales": [locale.pk]})


@writes("send a changed page for translation again")
def _(t, own):
    return Asked("post", f"/admin/localize/update/{t['source'].pk}/", {})


@writes("translate a string")
def _(t, own):
    return Asked("put", f"{_desk(t)}strings/{t['segment'].pk}/edit/", f"value={forms.WRITTEN}")


@writes("put another picture into a translation")
def _(t, own):
    path = f"{_desk(t)}overrides/{t['overridable'].pk}/edit/"
    return Asked("put", path, f"value={own['image'].pk}")


@reads("download the strings of a page")
def _(t, own):
    return Asked("get", f"{_desk(t)}pofile/download/")


@writes("upload the strings of a page")
def _(t, own):
    return Asked("post", f"{_desk(t)}pofile/upload/", {"file": forms.po(t["translation"])})


@reads("look at a translation")
def _(t, own):
    return Asked("get", f"{_desk(t)}preview/")


@reads("open the desk of a translation")
def _(t, own):
    return Asked("get", edit(t["translated"]))


def _desk(t) -> str:
    return f"/admin/localize/translate/{t['translation'].pk}/"
