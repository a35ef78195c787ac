"""Which actions localize's editor offers. It makes the last one that it lists its main button.

For a translator, who may not publish, that was «Delete» on drafts and «Convert to alias page» on
live pages (traps L9, L15). Aliases are refused on the server too (home/publishing.py).
"""

import json

from django import template

register = template.Library()


@register.filter
def without_traps(props: str) -> str:
    """The editor's settings without aliases, and without deleting for those who may not publish."""
    settings = json.loads(props)
    settings["links"]["convertToAliasUrl"] = None
    if not settings["perms"]["canPublish"]:
        settings["perms"]["canDelete"] = False
    return json.dumps(settings)


@register.filter
def may_publish(props: str) -> bool:
    """Whether the person may publish this page; without it the bar of actions is left out."""
    return json.loads(props)["perms"]["canPublish"]
