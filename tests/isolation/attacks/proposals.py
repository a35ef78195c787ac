"""What a partner proposes to the common library: read, written, sent, taken back, answered."""

from tests.isolation import forms
from tests.isolation.attacks.asking import Asked, edit, reads, writes
from tests.stories.test_tools import form


def _written(page, **more) -> dict:
    """The whole form of a tool, with another title and lead."""
    words = {"title": forms.WRITTEN, "lead": forms.WRITTEN, "slug": page.slug}
    return form(**words | {"licence": "not-stated"} | more) | {"qualities": ["trust"]}


@reads("open the form of a proposal")
def _(t, own):
    return Asked("get", edit(t["proposal"]))


@reads("open the form of a proposal in review")
def _(t, own):
    return Asked("get", edit(t["sent_proposal"]))


@reads("look at a proposal")
def _(t, own):
    return Asked("get", f"/admin/pages/{t['proposal'].pk}/view_draft/")


@reads("read the history of a proposal")
def _(t, own):
    return Asked("get", f"/admin/pages/{t['proposal'].pk}/history/")


@writes("save over a proposal")
def _(t, own):
    return Asked("post", edit(t["proposal"]), _written(t["proposal"]))


@writes("send a proposal to the library")
def _(t, own):
    fields = _written(t["proposal"], **{"action-submit": "1"})
    return Asked("post", edit(t["proposal"]), fields)


@writes("delete a proposal")
def _(t, own):
    return Asked("post", f"/admin/pages/{t['proposal'].pk}/delete/")


@writes("delete several proposals")
def _(t, own):
    return Asked("post", f"/admin/bulk/wagtailcore/page/delete/?id={t['proposal'].pk}")


@writes("comment on a proposal")
def _(t, own):
    fields = _written(t["proposal"]) | forms.comments(forms.WRITTEN)
    return Asked("post", edit(t["proposal"]), fields)
