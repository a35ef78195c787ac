"""Pictures and documents: uploaded, changed, chosen, downloaded."""

from stories.models import StoryIndexPage
from tests.builders import index
from tests.isolation import forms
from tests.isolation.attacks.asking import AJAX, Asked, reads, writes


@writes("upload a picture into a collection")
def _(t, own):
    fields = {"title": forms.WRITTEN, "files[]": forms.jpeg(), "collection": t["collection"].pk}
    return Asked("post", "/admin/images/multiple/add/", fields, AJAX)


@writes("upload a document into a collection")
def _(t, own):
    fields = {"title": forms.WRITTEN, "files[]": forms.pdf(), "collection": t["collection"].pk}
    return Asked("post", "/admin/documents/multiple/add/", fields, AJAX)


@writes("upload a picture in the chooser into a collection")
def _(t, own):
    fields = {
        "image-chooser-upload-title": forms.WRITTEN,
        "image-chooser-upload-file": forms.jpeg(),
        "image-chooser-upload-collection": t["collection"].pk,
    }
    return Asked("post", "/admin/images/chooser/create/", fields)


@writes("change a picture")
def _(t, own):
    fields = {"title": forms.WRITTEN, "collection": t["image"].collection_id, "description": ""}
    return Asked("post", f"/admin/images/{t['image'].pk}/", fields)


@writes("delete a document")
def _(t, own):
    return Asked("post", f"/admin/documents/delete/{t['document'].pk}/")


@reads("choose a picture by its number")
def _(t, own):
    return Asked("get", f"/admin/images/chooser/chosen/{t['image'].pk}/")


@reads("choose several pictures by their numbers")
def _(t, own):
    return Asked("get", f"/admin/images/chooser/chosen-multiple/?id={t['image'].pk}")


@reads("choose a document by its number")
def _(t, own):
    return Asked("get", f"/admin/documents/chooser/chosen/{t['document'].pk}/")


@reads("choose several documents by their numbers")
def _(t, own):
    return Asked("get", f"/admin/documents/chooser/chosen-multiple/?id={t['document'].pk}")


@reads("choose pages by their numbers")
def _(t, own):
    return Asked("get", f"/admin/choose-page/chosen-multiple/?id={t['draft'].pk}")


@reads("browse below a page to choose")
def _(t, own):
    return Asked("get", f"/admin/choose-page/{index(StoryIndexPage, t.of).pk}/")


@reads("download a document")
def _(t, own):
    return Asked("get", t["document"].url.removeprefix("http://admin.localhost:8000"))


@reads("see where a picture is used")
def _(t, own):
    return Asked("get", f"/admin/images/usage/{t['image'].pk}/")
