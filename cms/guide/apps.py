from django.apps import AppConfig


class GuideConfig(AppConfig):
    """A short guide inside the admin, for those who write and those who translate."""

    name = "cms.guide"
    label = "guide"

    def ready(self):
        from cms.guide import verdicts

        verdicts.register()
