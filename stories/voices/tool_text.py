"""What a tool says, taken down: so that it can be compared with what it says later.

Texts as lines without markup, facts as codes and numbers: the words for these may change with the
house, which is no change of the tool.
"""

import hashlib
import json
import re

from django.utils.text import capfirst
from django.utils.translation import gettext

from home.search.texts import one_line, rich_text, stream
from stories.models import CulturalToolPage

LINE_ENDS = re.compile(r"(</(?:p|h\d|li|blockquote)>|<br\s*/?>)", re.IGNORECASE)

# In the order in which readers meet them.
LINES = ("title", "lead")
MORE_LINES = ("cost_note", "author", "licence_note", "changes_made", "source_label")
TEXTS = (
    "title", "lead", "what_it_is", "goals", "materials", "steps", "safety", "inclusion",
    "in_crisis", "results", "tips", "body", "downloads", *MORE_LINES,
)  # fmt: skip
FACTS = (
    "qualities", "phases", "themes", "audiences", "frequency", "minutes_from", "minutes_to",
    "preparation_days", "people_from", "people_to", "facilitators", "skill", "settings",
    "needs_electricity", "needs_internet", "cost_level", "evidence", "licence",
)  # fmt: skip


def text_of(tool: CulturalToolPage) -> dict:
    """``{"texts": {field: text}, "facts": {field: code, number or list}}``, fit for JSON."""
    texts = {name: getattr(tool, name) or "" for name in (*LINES, *MORE_LINES)}
    texts |= {name: _prose(getattr(tool, name)) for name in CulturalToolPage.prose_names}
    texts |= {name: _lines(stream(tool, name)) for name in ("goals", "materials", "body")}
    texts["downloads"] = _lines(stream(tool, "downloads"))
    texts["steps"] = _lines(_step(block.value) for block in tool.steps)
    return {
        "texts": {name: texts[name] for name in TEXTS if texts[name]},
        "facts": {name: getattr(tool, name) for name in FACTS if getattr(tool, name)},
    }


def digest(text: dict) -> str:
    """The same for the same text."""
    return hashlib.sha256(json.dumps(text, sort_keys=True).encode()).hexdigest()


def _prose(value: str) -> str:
    return _lines(rich_text(LINE_ENDS.sub(r"\1" + "\n", value or "")).splitlines())


def _lines(parts) -> str:
    return "\n".join(filter(None, map(one_line, parts)))


def _step(step) -> str:
    """«Talk in rounds (45–80′): what happens», the same whatever language the house speaks."""
    minutes = dict.fromkeys(filter(None, (step.get("minutes"), step.get("minutes_to"))))
    time = f" ({'–'.join(map(str, minutes))}′)" if minutes else ""
    told = rich_text(step["text"].source) if step.get("text") else ""
    return f"{step['title']}{time}: {told}" if told else f"{step['title']}{time}"


def label_of(name: str) -> str:
    """What a field is called, in the language of who looks; as the tool's form calls it."""
    if name == "lead":
        return capfirst(gettext("summary"))
    return capfirst(CulturalToolPage._meta.get_field(name).verbose_name)


def fact_in_words(name: str, value) -> str:
    """A fact as its editors read it; empty for one that is not known."""
    if not value:
        return ""
    field = CulturalToolPage._meta.get_field(name)
    if isinstance(value, list):
        return ", ".join(str(label) for label in field.labels_of(value))
    return str(dict(field.flatchoices).get(value, value))
