"""``manage.py draw_patterns``: write the partners' patterns as SVG files."""

from django.conf import settings
from django.core.management.base import BaseCommand

from partners.look import PATTERNS
from partners.patterns import as_svg


class Command(BaseCommand):
    """For whoever changes a drawing in partners/patterns.py: the files are part of the source."""

    help = "Write static/img/patterns/*.svg from the drawings in partners/patterns.py."

    def handle(self, *args, **options):
        folder = settings.BASE_DIR / "static" / "img" / "patterns"
        folder.mkdir(parents=True, exist_ok=True)
        for name, _label in PATTERNS:
            (folder / f"{name}.svg").write_text(as_svg(name))
            self.stdout.write(f"{name}.svg")
