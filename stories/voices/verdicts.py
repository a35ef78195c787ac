"""The verdicts of the voices' screens."""

from partners.access.arguments import PAGE, object_of
from partners.access.ownership import register_owner
from partners.access.verdicts import objects
from stories.voices.models import VoiceBasis, VoiceQuestion


def register() -> None:
    """Called once, from the AppConfig."""
    register_owner(VoiceBasis, lambda basis: basis.voice)
    # It was asked of the library: its editors read it, of whatever partner.
    register_owner(VoiceQuestion, lambda question: question.voice.tool or question.voice)
    question = object_of(
        lambda: VoiceQuestion.objects.select_related("voice__tool"), "question to the library"
    )
    objects(
        "voice_tools",
        why="The tools of the library, beside what one's own partner says of each.",
        parent_id=PAGE,
    )
    objects(
        "voice_begin",
        why="A draft on a tool of the library, below an own page to which one may add.",
        parent_id=PAGE,
        tool_id=PAGE,
    )
    objects(
        "voice_changes",
        why="What changed in a tool since one's own partner wrote; the view asks who writes.",
        page_id=PAGE,
    )
    objects(
        "voice_question",
        why="What one's own partner asked, or for the library's editors any; the view asks which.",
        pk=question,
    )
