"""Every address of the admin, from the resolver, filled with whatever numbers are wanted."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.regex_helper import normalize
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import get_page_models

from partners.hosts import ADMIN_URLCONF

_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")

# Arguments that name no row, and what is written there. Any other is a number of something.
WORDS = {
    "action_name": ("publish", "approve", "reject", "unpublish", "move", "copy", "delete"),
    "filter_spec": ("max-50x50",),
    "mode": ("",),
    "part": ("editors",),
    "language": ("en", "uk"),
    "path": ("images/nothing.jpg",),
    "key": ("harnosand",),
    "digest": ("0" * 12,),
    "uidb64": ("Nw",),
    "token": ("set-password",),
    "revision_id_a": ("live", "earliest"),
    "revision_id_b": ("latest", "live"),
}
APP_NAMES = ("app_label", "app_name", "content_type_app_name")
MODEL_NAMES = ("model_name", "content_type_model_name")


@dataclass(frozen=True)
class Route:
    """One pattern. name: with its namespaces, «-» where it has none; form: «admin/%(pk)s/»."""

    name: str
    form: str
    arguments: tuple[str, ...]

    @property
    def of_models(self) -> bool:
        return any(name in self.arguments for name in APP_NAMES)

    @property
    def numbered(self) -> tuple[str, ...]:
        """Arguments that are numbers of rows."""
        known = {*WORDS, *APP_NAMES, *MODEL_NAMES, "action"}
        return tuple(name for name in self.arguments if name not in known)

    def wordings(self) -> Iterator[dict[str, str]]:
        """Every choice of words for the arguments that are no numbers."""
        models = list(_models(self)) if self.of_models else [{}]
        worded = [name for name in self.arguments if name in WORDS]
        for model in models:
            for words in itertools.product(*(WORDS[name] for name in worded)):
                yield model | dict(zip(worded, words, strict=True))

    def path(self, words: dict[str, str], numbers: dict[str, object]) -> str:
        return "/" + self.form % {**words, **numbers}


def routes() -> list[Route]:
    """All patterns that the admin host answers, also the unnamed ones."""
    return list(_walk(get_resolver(ADMIN_URLCONF), "", "", ()))


def _walk(resolver, namespace, form, arguments) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        part, names = _form(pattern.pattern)
        whole, all_names = form + part, arguments + names
        if isinstance(pattern, URLResolver):
            inner = namespace + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from _walk(pattern, inner, whole, all_names)
        else:
            yield Route(namespace + (pattern.name or "-"), whole, all_names)


def _form(pattern) -> tuple[str, tuple[str, ...]]:
    if isinstance(pattern, RoutePattern):
        route = str(pattern)
        return _ARGUMENT.sub(r"%(\1)s", route.replace("%", "%%")), tuple(_ARGUMENT.findall(route))
    ((form, names), *_others) = normalize(str(pattern))
    return form, tuple(names)


def _models(route: Route) -> Iterator[dict[str, str]]:
    """Names of models that a route may be asked with; for a bulk action its name too."""
    app = next(name for name in route.arguments if name in APP_NAMES)
    model = next((name for name in route.arguments if name in MODEL_NAMES), None)
    if "action" in route.arguments:
        list(bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page"))
        for label, of_app in bulk_action_registry.actions.items():
            for name, actions in of_app.items():
                for action in actions:
                    yield {app: label, model: name, "action": action}
        return
    if route.name.startswith("wagtailsettings:"):
        kinds = [(one._meta.app_label, one._meta.model_name) for one in settings_registry]
    else:
        pages = [
            one for one in get_page_models() if one._meta.app_label in ("stories", "home", "voices")
        ]
        kinds = [(one._meta.app_label, one._meta.model_name) for one in pages]
        if not route.name.startswith("wagtailadmin_pages:"):
            kinds += [
                ("wagtailcore", "page"),
                ("cms", "customimage"),
                ("cms", "customdocument"),
                ("cms", "user"),
                ("wagtailcore", "groupapprovaltask"),
                ("feedback", "readermessage"),
                ("labs", "labanswer"),
            ]
    for label, name in kinds:
        yield {app: label, model: name}


@dataclass(frozen=True)
class Numbers:
    """Numbers to ask with. theirs: of every kind; own: one of every kind; frame: of what was there
    before the partner was furnished, by what it is («page …», «site», …)."""

    theirs: tuple[int, ...]
    own: int
    frame: dict[str, int]

    def of_frame(self, argument: str, briefly: bool) -> list[int]:
        """Those of the frame that an argument of this name can mean; unknown names: any."""
        if "page" in argument or argument == "destination_id":
            return [pk for what, pk in self.frame.items() if what.startswith("page ")]
        if briefly:
            return [self.frame[what] for what in ("site", "collection") if what in self.frame]
        return sorted({pk for what, pk in self.frame.items() if not what.startswith("page ")})


def numberings(route: Route, numbers: Numbers, briefly: bool = False) -> Iterator[dict]:
    """Every way to put these numbers into a route: theirs everywhere, and theirs beside one's own.

    briefly: for the second and later words of a route, where the numbers mean the same.
    """
    names = route.numbered
    theirs = numbers.theirs[:2] if briefly else numbers.theirs
    if len(names) == 1:
        for number in [*theirs, *numbers.of_frame(names[0], briefly)]:
            yield {names[0]: number}
        return
    few = theirs[:3]
    for chosen in itertools.product(few, repeat=len(names)) if names else ():
        yield dict(zip(names, chosen, strict=True))
    for name in names:
        for number in few:
            yield dict.fromkeys(names, numbers.own) | {name: number}
            yield dict.fromkeys(names, number) | {name: numbers.own}
        if not briefly:
            for number in numbers.of_frame(name, briefly):
                yield dict.fromkeys(names, numbers.own) | {name: number}


def addresses(numbers: Numbers, once: bool = False) -> Iterator[tuple[Route, str, int]]:
    """Every address with these numbers: route, path, one of the numbers in it.

    once: each route with its first words only.
    """
    for route in routes():
        for turn, words in enumerate(route.wordings()):
            if once and turn:
                break
            for numbering in numberings(route, numbers, briefly=turn > 0):
                number = next((n for n in numbering.values() if n != numbers.own), numbers.own)
                yield route, route.path(words, numbering), number
