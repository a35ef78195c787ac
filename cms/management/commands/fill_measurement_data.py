"""Synthetic stories, events and tools, to measure the sites with."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.measurement import filling
from partners.models import Partner

KINDS = {"stories": filling.STORIES, "events": filling.EVENTS, "tools": filling.TOOLS}


class Command(BaseCommand):
    help = (
        "Gives sites so many synthetic stories, events and tools in each of their languages, to "
        "measure with. Safe to stop and to repeat: it makes what is missing. Search engines are "
        "told to keep out. «remove_measurement_data» takes all of them away."
    )

    def add_arguments(self, parser):
        for name in KINDS:
            parser.add_argument(
                f"--{name}", type=int, default=0, metavar="N", help=f"So many {name} a site."
            )
        parser.add_argument(
            "--site", nargs="+", metavar="KEY", help="Only these partners; otherwise every site."
        )
        parser.add_argument(
            "--on-production",
            metavar="HOST",
            help="On a production server: the name of its admin host, so that nobody fills the "
            "real sites by mistake.",
        )

    def handle(self, *, site, on_production, verbosity, **options):
        if settings.IS_PRODUCTION and on_production != settings.ADMIN_HOST:
            raise CommandError(
                "This is a production server: readers would see synthetic pages. Whoever means it "
                "names the admin host of this server with --on-production."
            )
        owners = self._owners(site)
        numbers = {name: options[name] for name in KINDS}
        if not any(numbers.values()):
            raise CommandError("Say how many: --stories N, --events N, --tools N.")
        if min(numbers.values()) < 0:
            raise CommandError("A number of pages is not below zero.")
        # Tools first: stories name them.
        for name in ("tools", "stories", "events"):
            for owner in owners:
                if numbers[name]:
                    self._fill(owner, name, numbers[name], verbosity)

    def _owners(self, keys: list[str] | None) -> list[Partner]:
        owners = Partner.objects.select_related("site", "root_page").order_by("key")
        if not keys:
            return list(owners)
        known = {owner.key: owner for owner in owners}
        unknown = [key for key in keys if key not in known]
        if unknown:
            raise CommandError(
                f"There is no partner «{unknown[0]}». There are: {', '.join(known)}."
            )
        return [known[key] for key in dict.fromkeys(keys)]

    def _fill(self, owner: Partner, name: str, number: int, verbosity: int) -> None:
        for done, total in filling.fill(owner, KINDS[name], number):
            if verbosity and (done == total or done % 1000 == 0):
                self.stdout.write(f"  {owner.key}: {done} of {total} {name}")
                self.stdout.flush()
