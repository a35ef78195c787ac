"""Reviews: answered, called off, looked at; and who is editing."""

from tests.isolation import forms
from tests.isolation.attacks.asking import AJAX, Asked, edit, reads, writes


# --- reviews ---------------------------------------------------------------------------------------
@writes("approve a review")
def _(t, own):
    return Asked("post", _review(t, "approve"), {"comment": forms.WRITTEN}, AJAX)


@writes("send a review back")
def _(t, own):
    return Asked("post", _review(t, "reject"), {"comment": forms.WRITTEN}, AJAX)


def _review(t, action: str) -> str:
    return f"/admin/pages/workflow/action/{t['review'].pk}/{action}/{t['task_state'].pk}/"


@writes("call a review off")
def _(t, own):
    fields = forms.story(t["review"]) | {"action-cancel-workflow": "1"}
    return Asked("post", edit(t["review"]), fields)


@reads("look at what waits for review")
def _(t, own):
    task = t["task_state"].task_id
    return Asked("get", f"/admin/pages/workflow/preview/{t['review'].pk}/{task}/")


@reads("read the history of a review")
def _(t, own):
    path = f"/admin/pages/{t['review'].pk}/workflow_history/detail/{t['workflow_state'].pk}/"
    return Asked("get", path)


# --- who is here now -------------------------------------------------------------------------------
@writes("say that one is editing")
def _(t, own):
    path = f"/admin/editing-sessions/ping/stories/storypage/{t['draft'].pk}/{10**6}/"
    return Asked("post", path)
