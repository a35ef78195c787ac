"""What a partner says of the library's tools: begun, confirmed, revised, asked about."""

from uuid import UUID

from stories.models import CulturalToolPage, ToolIndexPage
from stories.voices.tool_text import digest, text_of
from tests.builders import index
from tests.isolation import forms
from tests.isolation.attacks.asking import Asked, reads, writes


def _changes(t) -> str:
    return f"/admin/tool-voices/{t['voice'].pk}/changes/"


def _choice(t, choice: str, **more) -> Asked:
    seen = digest(text_of(t["voice"].tool))
    return Asked("post", _changes(t), {"choice": choice, "seen": seen} | more)


@writes("begin to tell how a tool is used")
def _(t, own):
    tool = CulturalToolPage.objects.get(slug="world-cafe", locale__language_code="en")
    place = index(ToolIndexPage, t.of)
    return Asked("post", f"/admin/tool-voices/{place.pk}/{tool.pk}/")


@writes("say that what was told of a tool is still right")
def _(t, own):
    return _choice(t, "right")


@writes("begin to revise what was told of a tool")
def _(t, own):
    return _choice(t, "revise")


@writes("ask the library in a partner's name")
def _(t, own):
    return _choice(t, "ask", text=forms.WRITTEN, form_id=str(UUID(int=7)))


@reads("see what changed in a tool since it was told how it is used")
def _(t, own):
    return Asked("get", _changes(t))
