"""Finds addresses that nobody thought about: without a verdict, or with an unknown argument."""

from collections.abc import Iterator

from django.core import checks
from django.urls import URLPattern, URLResolver, get_resolver

from partners.access.verdicts import verdict_of
from partners.hosts import ADMIN_URLCONF


def addresses(resolver: URLResolver, route="", spaces=(), known=()) -> Iterator[tuple]:
    """Every address below a resolver: its name as verdicts call it, and its arguments' names."""
    for pattern in resolver.url_patterns:
        path = route + str(pattern.pattern)
        arguments = (*known, *_arguments(pattern.pattern))
        if isinstance(pattern, URLPattern):
            name = ":".join((*spaces, pattern.name)) if pattern.name else path
            yield name, arguments
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from addresses(pattern, path, inner, arguments)


def _arguments(pattern) -> list[str]:
    if hasattr(pattern, "regex"):
        named = list(pattern.regex.groupindex)
        if named or pattern.converters:
            return named or list(pattern.converters)
        return [str(place) for place in range(pattern.regex.groups)]
    return list(pattern.converters)


def problems(urlconf: str = ADMIN_URLCONF) -> list[str]:
    """What nobody decided yet about the addresses of the admin host, a sentence each."""
    found = []
    for name, arguments in addresses(get_resolver(urlconf)):
        verdict = verdict_of(name)
        if verdict is None:
            found.append(f"The address «{name}» has no verdict.")
            continue
        for argument in arguments:
            if not verdict.explains(argument):
                found.append(f"The verdict of «{name}» does not explain «{argument}».")
    return found


def connect() -> None:
    """Ask in ``manage.py check``; called once, from the AppConfig."""
    checks.register(every_address_has_a_verdict, checks.Tags.urls)


def every_address_has_a_verdict(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Names every address that is refused because nobody decided."""
    return [
        checks.Error(
            problem,
            hint="docs/develop.md, «A new address in the admin».",
            id="partners.E001",
        )
        for problem in problems()
    ]
