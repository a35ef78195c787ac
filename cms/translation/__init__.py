"""The translators' desk, on wagtail-localize's tables."""
