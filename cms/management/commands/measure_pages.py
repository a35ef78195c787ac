"""What readers' pages cost, in one run, as ratios that can be compared."""

from django.core.management.base import BaseCommand, CommandError

from cms.measurement.reading import NoAnswer, measure, visit_of
from partners.models import Partner
from stories.models import StoryPage


class Command(BaseCommand):
    help = (
        "Asks one page of each kind of a site some times and prints the median cost: processor "
        "time, time of the database, queries, and the ratio to the front page. It changes "
        "nothing. For a site as it may be in ten years: «fill_measurement_data» first."
    )

    def add_arguments(self, parser):
        parser.add_argument("--site", required=True, metavar="KEY", help="The partner's key.")
        parser.add_argument("--language", help="One of the site's; its own where none is named.")
        parser.add_argument("--times", type=int, default=15, help="How often each page is asked.")

    def handle(self, *, site, language, times, **options):
        owner = Partner.objects.select_related("site").filter(key=site).first()
        visit = visit_of(owner, language) if owner is not None else None
        if visit is None or times < 1:
            raise CommandError("There is no such site, language or number of times.")
        told = StoryPage.objects.filter(path__startswith=visit.home.path).count()
        self.stdout.write(f"{owner.name}, {visit.language}: {told} stories")
        self.stdout.write(f"{'':28}{'CPU ms':>8}{'DB ms':>8}{'queries':>9}{'ratio':>8}")
        first = None
        try:
            for cost in measure(visit, times):
                first = first or cost.processor
                self.stdout.write(
                    f"{cost.name:28}{cost.processor:8.1f}{cost.database:8.1f}{cost.queries:9}"
                    f"{cost.processor / first:8.2f}"
                )
                self.stdout.flush()
        except NoAnswer as problem:
            raise CommandError(str(problem)) from problem
