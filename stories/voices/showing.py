"""What readers see of voices in a tool: the site's own in their language, links to the others'."""

from dataclasses import dataclass, field
from itertools import groupby

from django.apps import apps

from home import page_links, page_pictures
from partners.tree import depth_of


@dataclass
class PartnersVoice:
    """How one partner does it: its short name, in which language that is, and the pages to choose
    from: the one in the reader's language, else all that there are."""

    short_name: str
    name_language: str
    pages: list

    @property
    def in_reach(self):
        """The one page to go to, where there is no choice between languages."""
        return self.pages[0] if len(self.pages) == 1 else None


@dataclass
class Voices:
    """The voices in one tool. own: the visited site's in the visited language; own_elsewhere: the
    same in other languages, where it lacks that one. tool_title: of the tool as it is shown."""

    own: object = None
    tool_title: str = ""
    own_elsewhere: list = field(default_factory=list)
    others: list[PartnersVoice] = field(default_factory=list)

    @property
    def own_is_untitled(self) -> bool:
        """Whether the site's own has the title that it was begun with: the tool's, which readers
        have above it already."""
        return self.own is not None and self.own.title == self.tool_title


def voices_in(visit, tool) -> Voices:
    """All that is said of a tool on this site and on the others: one query, and one each for the
    links and the pictures of the site's own."""
    model = apps.get_model("voices.ToolVoicePage")
    live = visit.below_live_homes(model.objects.filter(tool_key=tool.translation_key))
    found = visit.naming_owners(live).select_related("locale", "image").order_by("path")
    voices = Voices(tool_title=tool.title)
    for _root, pages in groupby(found, key=lambda page: page.path[: depth_of(2)]):
        versions = list(pages)
        best = [page for page in versions if page.language == visit.language]
        if not visit.is_own(versions[0]):
            first = versions[0]
            voices.others.append(
                PartnersVoice(first.owner_short_name, first.owner_language, best or versions)
            )
        elif best:
            voices.own = best[0]
            page_links.prepare(voices.own, visit)
            page_pictures.prepare(voices.own)
        else:
            voices.own_elsewhere = versions
    return voices
