"""Where a page stands: copied, moved, deleted, one by one and several at once."""

from stories.models import StoryIndexPage
from tests.builders import index
from tests.isolation import forms
from tests.isolation.attacks.asking import Asked, reads, writes


# --- where a page stands ---------------------------------------------------------------------------
@writes("add a page below a list")
def _(t, own):
    parent = index(StoryIndexPage, t.of)
    path = f"/admin/pages/add/stories/storypage/{parent.pk}/"
    return Asked("post", path, forms.story(t["draft"], slug="written-by-who-attacks"))


@writes("copy a page beside itself")
def _(t, own):
    return Asked("post", f"/admin/pages/{t['draft'].pk}/copy/", _copy(index(StoryIndexPage, t.of)))


@writes("copy a page into one's own tree")
def _(t, own):
    return Asked(
        "post", f"/admin/pages/{t['draft'].pk}/copy/", _copy(index(StoryIndexPage, own.of))
    )


@writes("copy one's own page into a tree")
def _(t, own):
    return Asked(
        "post", f"/admin/pages/{own['draft'].pk}/copy/", _copy(index(StoryIndexPage, t.of))
    )


def _copy(parent) -> dict:
    return {
        "new_title": forms.WRITTEN,
        "new_slug": "written-by-who-attacks",
        "new_parent_page": parent.pk,
    }


@writes("move a page out of its tree")
def _(t, own):
    page, to = t["information"], own["section"]
    return Asked("post", f"/admin/pages/{page.pk}/move/{to.pk}/confirm/")


@writes("move one's own page into a tree")
def _(t, own):
    page, to = own["information"], t["section"]
    return Asked("post", f"/admin/pages/{page.pk}/move/{to.pk}/confirm/")


@reads("look at where a page could move")
def _(t, own):
    page, to = t["information"], t["section"]
    return Asked("get", f"/admin/pages/{page.pk}/move/{to.pk}/confirm/")


@writes("put a page first in its list")
def _(t, own):
    # The last of those that were put there, so that the first place is another one.
    return Asked("post", f"/admin/pages/{t['withdrawn'].pk}/set_position/?position=0")


@writes("delete a page")
def _(t, own):
    return Asked("post", f"/admin/pages/{t['draft'].pk}/delete/")


@writes("lock a page")
def _(t, own):
    return Asked("post", f"/admin/pages/{t['draft'].pk}/lock/")


@writes("unlock a page")
def _(t, own):
    return Asked("post", f"/admin/pages/{t['locked'].pk}/unlock/")


@writes("withdraw a page")
def _(t, own):
    fields = {"reason": "outdated", "languages": [t["live"].locale.language_code]}
    return Asked("post", f"/admin/pages/{t['live'].pk}/unpublish/", fields)


@writes("undo a withdrawal")
def _(t, own):
    return Asked("post", f"/admin/withdrawals/{t['receipt'].pk}/undo/")


@reads("look at the receipt of a withdrawal")
def _(t, own):
    return Asked("get", f"/admin/withdrawals/{t['receipt'].pk}/")


@reads("take the receipt of a withdrawal as a table")
def _(t, own):
    return Asked("get", f"/admin/withdrawals/{t['receipt'].pk}/receipt.csv")


@writes("withdraw a picture")
def _(t, own):
    fields = {"reason": "outdated"}
    return Asked("post", f"/admin/withdrawals/picture/{t['image'].pk}/", fields)


@writes("change the address of a page")
def _(t, own):
    fields = {"slug": "written-by-attack", "confirmed": "written-by-attack"}
    return Asked("post", f"/admin/pages/{t['live'].pk}/address/", fields)


@writes("make a new event after an event")
def _(t, own):
    return Asked("post", f"/admin/events/{t['event'].pk}/as-model/")


# --- several at once -------------------------------------------------------------------------------
@writes("publish several pages")
def _(t, own):
    return Asked("post", f"/admin/bulk/wagtailcore/page/publish/?id={t['draft'].pk}")


@writes("delete several pages")
def _(t, own):
    return Asked("post", f"/admin/bulk/wagtailcore/page/delete/?id={t['draft'].pk}")


@writes("move several pages")
def _(t, own):
    path = f"/admin/bulk/wagtailcore/page/move/?id={t['information'].pk}"
    return Asked("post", path, {"chooser": own["section"].pk})


@reads("ask whether to delete several pages")
def _(t, own):
    return Asked("get", f"/admin/bulk/wagtailcore/page/delete/?id={t['draft'].pk}")


@reads("ask whether to publish all pages of a list")
def _(t, own):
    parent = index(StoryIndexPage, t.of)
    return Asked("get", f"/admin/bulk/wagtailcore/page/publish/?id=all&childOf={parent.pk}")


@writes("delete several pictures")
def _(t, own):
    return Asked("post", f"/admin/bulk/cms/customimage/delete/?id={t['image'].pk}")


@writes("put several documents into a collection")
def _(t, own):
    path = f"/admin/bulk/cms/customdocument/add_to_collection/?id={t['document'].pk}"
    return Asked("post", path, {"collection": own["collection"].pk})


@writes("put one's own pictures into a collection")
def _(t, own):
    path = f"/admin/bulk/cms/customimage/add_to_collection/?id={own['image'].pk}"
    return Asked("post", path, {"collection": t["collection"].pk})
