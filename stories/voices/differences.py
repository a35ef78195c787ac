"""What changed in a tool, word by word, as somebody reads it who does not program."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from stories.voices.tool_text import FACTS, TEXTS, fact_in_words, label_of

# A word with what stands behind it; a line end is a word of its own.
WORD = re.compile(r"\n|[^\s]+[^\S\n]*")
# Words of unchanged text that stay on either side of a change.
AROUND = 12
# Longer texts are compared with difflib's short cut for frequent words.
LONG = 4000

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Passage:
    """Some words that stayed, went or came."""

    kind: str
    words: str


@dataclass(frozen=True)
class Change:
    """One field of the tool that says something else now. is_fact: in the words of the house, and
    so in the language of who looks; else in the tool's."""

    label: str
    passages: list[Passage]
    is_fact: bool = False


def changes(before: dict, after: dict) -> list[Change]:
    """What is different between two texts (``tool_text.text_of``), texts first, in their order."""
    found = []
    for name in TEXTS:
        old, new = (text["texts"].get(name, "") for text in (before, after))
        if old != new:
            found.append(Change(label_of(name), _shortened(passages(old, new))))
    for name in FACTS:
        old, new = (text["facts"].get(name) for text in (before, after))
        if old != new:
            told = [(GONE, fact_in_words(name, old)), (NEW, fact_in_words(name, new))]
            pieces = [Passage(kind, words) for kind, words in told if words]
            found.append(Change(label_of(name), pieces, is_fact=True))
    return found


def passages(old: str, new: str) -> list[Passage]:
    """Two texts as one, word by word."""
    before, after = WORD.findall(old), WORD.findall(new)
    # Words compare without what stands behind them: a line that grows is no other last word.
    matcher = SequenceMatcher(
        None,
        [word.rstrip(" ") for word in before],
        [word.rstrip(" ") for word in after],
        autojunk=len(before) + len(after) > LONG,
    )
    found = []
    for _kind, start, end, other_start, other_end in matcher.get_opcodes():
        if _kind == "equal":
            found.append(Passage(SAME, "".join(after[other_start:other_end])))
            continue
        if end > start:
            found.append(Passage(GONE, "".join(before[start:end])))
        if other_end > other_start:
            found.append(Passage(NEW, "".join(after[other_start:other_end])))
    return found


def _shortened(found: list[Passage]) -> list[Passage]:
    """Long passages that stayed, with only the words nearest to a change."""
    last = len(found) - 1
    return [
        Passage(SAME, _cut(one.words, at_start=number == 0, at_end=number == last))
        if one.kind == SAME
        else one
        for number, one in enumerate(found)
    ]


def _cut(words: str, at_start: bool, at_end: bool) -> str:
    parts = WORD.findall(words)
    if len(parts) <= 2 * AROUND:
        return words
    before = "" if at_start else "".join(parts[:AROUND])
    after = "" if at_end else "".join(parts[-AROUND:])
    return f"{before}… {after}"
