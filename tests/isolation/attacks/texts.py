"""The text of a page: read, written, compared, scheduled."""

from datetime import timedelta

from django.utils import timezone

from stories.models import StoryIndexPage
from tests.builders import index
from tests.isolation import forms
from tests.isolation.attacks.asking import Asked, edit, reads, writes


@writes("save a draft over a draft")
def _(t, own):
    return Asked("post", edit(t["draft"]), forms.story(t["draft"]))


@writes("publish a draft from its form")
def _(t, own):
    return Asked("post", edit(t["draft"]), forms.story(t["draft"]) | {"action-publish": "1"})


@writes("submit a draft for review")
def _(t, own):
    return Asked("post", edit(t["draft"]), forms.story(t["draft"]) | {"action-submit": "1"})


@writes("save a draft automatically")
def _(t, own):
    headers = {"HTTP_ACCEPT": "application/json"}
    return Asked("post", edit(t["draft"]), forms.story(t["draft"]), headers)


@writes("comment on a page")
def _(t, own):
    return Asked("post", edit(t["draft"]), forms.story(t["draft"]) | forms.comments(forms.WRITTEN))


@writes("answer and resolve a comment")
def _(t, own):
    fields = forms.comments(of=t["comment"], replies=1)
    return Asked("post", edit(t["draft"]), forms.story(t["draft"]) | fields)


@writes("schedule a draft")
def _(t, own):
    later = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%d %H:%M")
    fields = {"go_live_at": later, "expire_at": "", "action-publish": "1"}
    return Asked("post", edit(t["draft"]), forms.story(t["draft"]) | fields)


@writes("call a scheduled publication off")
def _(t, own):
    page = t["scheduled"]
    revision = page.revisions.exclude(approved_go_live_at=None).get()
    return Asked("post", f"/admin/pages/{page.pk}/revisions/{revision.pk}/unschedule/")


@reads("open an old version to restore it")
def _(t, own):
    page = t["draft"]
    return Asked("get", f"/admin/pages/{page.pk}/revisions/{t['revision'].pk}/revert/")


@writes("restore an old version")
def _(t, own):
    fields = forms.story(t["draft"]) | {"revision": t["revision"].pk}
    return Asked("post", edit(t["draft"]), fields)


@reads("open the form of a page")
def _(t, own):
    return Asked("get", edit(t["draft"]))


@reads("look at a draft")
def _(t, own):
    return Asked("get", f"/admin/pages/{t['draft'].pk}/view_draft/")


@reads("look at a version")
def _(t, own):
    return Asked("get", f"/admin/pages/{t['draft'].pk}/revisions/{t['revision'].pk}/view/")


@reads("compare two versions")
def _(t, own):
    return Asked("get", f"/admin/pages/{t['live'].pk}/revisions/compare/live...latest/")


@reads("read the history of a page")
def _(t, own):
    return Asked("get", f"/admin/pages/{t['draft'].pk}/history/")


@reads("see where a page is used")
def _(t, own):
    return Asked("get", f"/admin/pages/{t['draft'].pk}/usage/")


@reads("ask the data interface for a page")
def _(t, own):
    return Asked("get", f"/admin/api/main/pages/{t['draft'].pk}/?fields=*")


# The interface says 400 of a parent that does not exist.
@reads("ask the data interface for what stands below a page", refused=400)
def _(t, own):
    parent = index(StoryIndexPage, t.of)
    return Asked("get", f"/admin/api/main/pages/?child_of={parent.pk}&for_explorer=1&fields=*")


@writes("keep a preview of a form")
def _(t, own):
    return Asked("post", f"{edit(t['draft'])}preview/", forms.story(t["draft"]))
