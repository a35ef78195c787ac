import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.provisioning import provision
from cms.seeding import load_pages, partner_data
from partners.models import Partner


class Command(BaseCommand):
    """Makes a sixth partner from a small file: site, tree, pages, groups, review."""

    help = (
        "Make a partner from a JSON file (docs/partners.md describes it). Safe to repeat: what "
        "exists is kept, rights are put right."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="a file like those in cms/initial_data/partners"
        )

    def handle(self, *args, file: Path, **options):
        try:
            raw = json.loads(file.read_text(encoding="utf-8"))
            data = partner_data(raw)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except json.JSONDecodeError as error:
            raise CommandError(f"{file} is no JSON: {error}.") from error
        except KeyError as error:
            raise CommandError(f"{file} lacks {error}.") from error
        is_new = not Partner.objects.filter(key=data.key).exists()
        try:
            # Nothing is half made: an error takes all of it back.
            with transaction.atomic(), disable_reference_index_auto_update():
                partner = provision(data)
                if is_new:
                    load_pages(partner, raw)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except KeyError as error:
            raise CommandError(f"{file}: a page of it lacks {error}.") from error
        for page in Page.objects.descendant_of(partner.root_page).specific():
            ReferenceIndex.create_or_update_for_object(page)
        done = "made" if is_new else "completed"
        self.stdout.write(f"{partner.name}: {done}. {partner.site.root_url}/")
