from django.core.management.base import BaseCommand, CommandError

from cms import rights


class Command(BaseCommand):
    """Tells whether anybody has other rights than partners/roles.py says."""

    help = (
        "Compare groups, accounts and reviews with the roles (partners/roles.py): one line for "
        "each difference, exit 1 where there is any. With --repair they are put right: a group "
        "without a role and an account lose the permissions that they were given by hand."
    )

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="put right what differs")

    def handle(self, *args, repair: bool = False, **options):
        found = rights.drift()
        for sentence in found:
            self.stdout.write(sentence)
        if not found:
            self.stdout.write("Everybody has the rights of their roles, and no others.")
        elif repair:
            rights.repair()
            self.stdout.write(f"{len(found)} put right.")
        else:
            raise CommandError(f"{len(found)} to put right: run it again with --repair.")
