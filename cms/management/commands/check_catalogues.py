"""Whether every text of the interface exists in every language; or the catalogues brought up to
date with the code."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# English is the language of the code itself.
TRANSLATED = [code for code, _name in settings.LANGUAGES if code != "en"]
# Where texts of the interface stand.
SOURCES = ("cms", "partners", "home", "stories", "templates", "static")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
DOMAINS = {"django": ("html", "py", "txt"), "djangojs": ("js",)}


def key(entry: polib.POEntry) -> tuple[str, str, str]:
    """What makes a text one and the same: context, singular and plural."""
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def extract(work: Path, domain: str) -> list[polib.POEntry]:
    """The texts of the code as it is now, by makemessages in a copy of the sources.

    Raises CommandError where gettext is not installed.
    """
    if not shutil.which("xgettext"):
        raise CommandError("xgettext is missing: on Debian, sudo apt install gettext")
    copy = work / domain
    for name in SOURCES:
        source = settings.BASE_DIR / name
        if source.exists():
            ignored = shutil.ignore_patterns("__pycache__", "locale", "initial_data", "fonts")
            shutil.copytree(source, copy / name, ignore=ignored)
    (copy / "locale").mkdir()
    command = [
        *(sys.executable, "-m", "django", "makemessages", "--keep-pot", "--no-location"),
        *("--no-wrap", "--locale", "en", "--domain", domain),
    ]
    for extension in DOMAINS[domain]:
        command += ["--extension", extension]
    # Without settings the folder «locale» of the working directory is the only target.
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(  # noqa: S603
        command, cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(f"makemessages failed: {done.stderr.strip()}")
    template = copy / "locale" / f"{domain}.pot"
    return list(polib.pofile(str(template))) if template.exists() else []


def catalogue_path(language: str, domain: str, folder: Path) -> Path:
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def plural_rule(language: str) -> str:
    """The rule of a language's plurals, as Django's own catalogue has it."""
    own = Path(django.__file__).parent / "conf" / "locale"
    return polib.pofile(str(catalogue_path(language, "django", own))).metadata["Plural-Forms"]


def translation_problem(entry: polib.POEntry, forms: int) -> str:
    """What a reader would notice of one entry: not there, or without what is filled in."""
    if entry.fuzzy:
        return "is marked fuzzy"
    if not entry.translated():
        return "is not translated"
    if entry.msgid_plural and len(entry.msgstr_plural) != forms:
        return f"has {len(entry.msgstr_plural)} plural forms in place of {forms}"
    known = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    # Only the last form, «many», is sure to name the number.
    last = entry.msgstr_plural[max(entry.msgstr_plural)] if entry.msgid_plural else entry.msgstr
    used = set(PLACEHOLDER.findall(last))
    every = "".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
    if not wanted <= used or not set(PLACEHOLDER.findall(every)) <= known:
        return "does not fill in what the English text does"
    return ""


def problems_of(path: Path, wanted: list[polib.POEntry]) -> list[str]:
    """What is wrong with one catalogue, a line for each text."""
    if not path.exists():
        return [f"{path}: is missing"] if wanted else []
    catalogue = polib.pofile(str(path))
    forms = int(
        re.search(r"nplurals=(\d)", catalogue.metadata.get("Plural-Forms", "nplurals=2"))[1]
    )
    entries = {key(entry): entry for entry in catalogue if not entry.obsolete}
    problems = []
    for wanted_entry in wanted:
        entry = entries.get(key(wanted_entry))
        if entry is None:
            problems.append(f"{path}: has no «{wanted_entry.msgid}»")
        elif problem := translation_problem(entry, forms):
            problems.append(f"{path}: «{entry.msgid}» {problem}")
    known = {key(entry) for entry in wanted}
    problems += [
        f"{path}: «{entry.msgid}» is used nowhere"
        for text, entry in entries.items()
        if text not in known
    ]
    return problems


def wagtail_texts(domain: str) -> list[polib.POEntry]:
    """Every text of the installed Wagtail and its translation editor, each once."""
    texts = {}
    for app in apps.get_app_configs():
        path = catalogue_path("en", domain, Path(app.path) / "locale")
        if app.name.partition(".")[0] in ("wagtail", "wagtail_localize") and path.exists():
            texts |= {key(entry): entry for entry in polib.pofile(str(path)) if not entry.obsolete}
    return list(texts.values())


def wagtail_problems(folder: Path, domain: str) -> list[str]:
    """What is wrong with our translations of Wagtail's texts, a line for each.

    They fill gaps, so a text that is not among them is no problem; one that the installed
    Wagtail no longer has is, as are those that nobody would see or that lose what is filled in.
    """
    texts, problems = wagtail_texts(domain), []
    for path in sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po")):
        ours = {key(entry) for entry in polib.pofile(str(path)) if not entry.obsolete}
        problems += problems_of(path, [entry for entry in texts if key(entry) in ours])
    return problems


def update(path: Path, language: str, wanted: list[polib.POEntry]) -> None:
    """Bring one catalogue up to date: new texts empty, unused ones gone, translations kept."""
    if path.exists():
        catalogue = polib.pofile(str(path), wrapwidth=100)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = polib.POFile(wrapwidth=100)
        catalogue.metadata = {
            "Project-Id-Version": "RESCOM",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "MIME-Version": "1.0",
            "Language": language,
            "Plural-Forms": plural_rule(language),
        }
    kept = {key(entry): entry for entry in catalogue}
    updated = polib.POFile(wrapwidth=100)
    updated.header, updated.metadata = catalogue.header, catalogue.metadata
    # By the alphabet: a catalogue does not change where code only moves.
    for fresh in sorted(wanted, key=lambda entry: (entry.msgid.casefold(), *key(entry))):
        old = kept.get(key(fresh))
        if old is not None:
            fresh.msgstr, fresh.msgstr_plural = old.msgstr, old.msgstr_plural
            fresh.tcomment, fresh.flags = old.tcomment, sorted({*old.flags, *fresh.flags})
        updated.append(fresh)
    updated.save(str(path))


class Command(BaseCommand):
    help = "Checks that every text of the interface is translated into every language."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--update", action="store_true", help="Bring the catalogues up to date instead."
        )

    def handle(self, **options):
        folder, wagtails = map(Path, settings.LOCALE_PATHS)
        problems, count = [], 0
        with tempfile.TemporaryDirectory() as work:
            for domain in DOMAINS:
                wanted = extract(Path(work), domain)
                count += len(wanted)
                if not options["update"]:
                    problems += wagtail_problems(wagtails, domain)
                for language in TRANSLATED:
                    path = catalogue_path(language, domain, folder)
                    if not options["update"]:
                        problems += problems_of(path, wanted)
                    elif wanted:
                        update(path, language, wanted)
        if problems:
            raise CommandError("\n".join([*problems, f"{len(problems)} texts to mend."]))
        done = "are in" if options["update"] else "are translated in"
        self.stdout.write(f"{count} texts {done} {', '.join(TRANSLATED)}.")
