from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """How published pages reach readers."""

    name = "cms.delivery"
    label = "delivery"
