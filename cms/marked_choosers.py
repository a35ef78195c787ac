"""Choosers of the admin without a script in the page (wagtail issue 1288).

Wagtail 8.0.1 writes a script beside every chooser of a plain form, which would have to be allowed
for all that stands in a page, an editor's text included. Here the chooser gets a mark with the
same words, and ``static/js/admin-starting.js`` starts it. The other scripts that Wagtail writes
into its pages are in templates, which ``templates/wagtailadmin`` replaces. To be deleted when
Wagtail's own choosers work without.
"""

import json
import re

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.admin.widgets import BaseChooser

# What ``render_js_init`` of Wagtail's choosers says: «new PageChooser("id", {…});».
_CALL = re.compile(r"(?:new )?(?P<starts>\w+)\((?P<arguments>.*)\);", re.DOTALL)


def mark(script: str) -> str:
    """The mark that says what this script of a chooser does. ValueError for any other script."""
    call = _CALL.fullmatch(script)
    if call is None:
        raise ValueError(f"This chooser starts itself in another way: {script}")
    element_id, *options = json.loads(f"[{call['arguments']}]")
    return format_html(
        '<template data-starts="{}" data-id="{}" data-options="{}"></template>',
        call["starts"],
        element_id,
        json.dumps(options[0] if options else {}),
    )


def _render(self, name, value, attrs=None, renderer=None):
    value_data = self.get_value_data(value)
    html = self.render_html(name, value_data, attrs)
    # Wagtail's own template, as in the method this replaces.
    return mark_safe(html) + mark(self.render_js_init(attrs["id"], name, value_data))  # noqa: S308


def connect() -> None:
    """Let every chooser be shown so; called once, when the app is ready."""
    BaseChooser.render = _render
