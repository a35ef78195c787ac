"""Words by which a row is recognised wherever it shows, also where nobody meant to show it.

«zq-…» stands in what is nobody else's business: drafts, names of files, people, notes. «zp-…»
stands in what readers have before them anyway: titles of live pages, contacts, the partner's name.
"""

import io
import re
import zipfile

SECRET = "zq"
PUBLIC = "zp"
# A word that stands beside every marker: searched for instead of the marker itself, because a
# screen repeats what was searched for.
BESIDE = "Kvarnbacken"

_ZIP = b"PK\x03\x04"


def secret(key: str, what: str) -> str:
    """The text that a row of this partner carries; what: which row."""
    return f"{BESIDE} {SECRET}-{key}-{what}"


def public(key: str, what: str) -> str:
    """The same for what readers see too."""
    return f"{BESIDE} {PUBLIC}-{key}-{what}"


def proposal(key: str, what: str) -> str:
    """The text of what a partner proposes to the library: its own and the library's editors'."""
    return secret(f"proposal-{key}", what)


def of_proposals(key: str) -> re.Pattern:
    """Finds the markers of one partner, those of its proposals too."""
    return re.compile(rf"z[qp]-(?:proposal-)?{key}-[a-z0-9-]*", re.IGNORECASE)


def of(key: str, kinds: str = SECRET + PUBLIC[1]) -> re.Pattern:
    """Finds the markers of one partner, whatever their case. kinds: their second letters."""
    return re.compile(rf"z[{kinds.lstrip('z')}]-{key}-[a-z0-9-]*", re.IGNORECASE)


def text_of(response) -> str:
    """Everything that an answer says: headers, cookies, body; what is packed is unpacked."""
    parts = [f"{name}: {value}" for name, value in response.headers.items()]
    parts += [morsel.OutputString() for morsel in response.cookies.values()]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts += package.namelist()
            body = b"\n".join(package.read(name) for name in package.namelist())
    parts.append(body.decode("utf-8", errors="replace"))
    return "\n".join(parts)
