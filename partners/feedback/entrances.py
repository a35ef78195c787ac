"""The addresses of a reader's host that take a POST: those at which readers may write something.

Everything else there only reads, so no other view needs to defend itself against a forged or
repeated request. Later layers register theirs, so that imports run one way; whoever does defends
its view as ``home/feedback/receiving.py`` does.
"""

import re
from collections.abc import Iterable

from partners.feedback import FEEDBACK_SLUG

_patterns = [re.compile(f"{FEEDBACK_SLUG}/")]


def register(pattern: str) -> None:
    """Add a pattern of paths below the language; called once, from an AppConfig."""
    _patterns.append(re.compile(pattern, re.ASCII))


def takes_post(path: str, languages: Iterable[str]) -> bool:
    """Whether readers may send something to this path of a site with these languages."""
    language, _slash, rest = path.removeprefix("/").partition("/")
    return (
        path.startswith("/")
        and language in languages
        and any(pattern.fullmatch(rest) for pattern in _patterns)
    )
