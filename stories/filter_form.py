"""What a form of filters shows, whatever is found with it: tools of the library, events of all."""

from dataclasses import dataclass


@dataclass
class Option:
    """One answer to a filter: how many there are with it besides all else that is asked."""

    value: str
    label: object
    count: int
    is_chosen: bool
    lang: str = ""


@dataclass
class Group:
    """One filter as the form shows it. value: what stands in it, if it is a number."""

    name: str
    label: object
    kind: str
    options: list[Option]
    value: str = ""


@dataclass
class Way:
    """A link to the same list with one thing more or less. count: how many stand there."""

    words: str
    address: str
    count: int = 0
    lang: str = ""
