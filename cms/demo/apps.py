from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Installed by the development settings only: a production server has no demo screens."""

    name = "cms.demo"
    label = "demo"

    def ready(self):
        from cms.demo import verdicts

        verdicts.register()
