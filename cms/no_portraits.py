"""People have no picture of themselves in the admin.

Wagtail 8.0.1 lets everybody upload one to their account, past the checks that every other picture
goes through (cms.pictures): it would be kept with the place where it was taken. Nobody needs it to
work, so the panel is off, and what is posted for it goes nowhere.
"""

from wagtail.admin.views.account import AvatarSettingsPanel


def connect() -> None:
    """Leave the panel out of every account's page; called once, when the app is ready."""
    AvatarSettingsPanel.is_active = lambda panel: False
