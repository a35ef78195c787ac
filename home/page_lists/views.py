"""The two screens of a list of pages: one's own across all languages, and a section of the tree."""

from django.db.models import F
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView
from wagtail.admin.widgets.button import Button, HeaderButton

from home.creating import Place, places_for
from home.page_lists.columns import OwnerColumn
from home.page_lists.rows import with_what_rows_show
from partners.work import pages_of, work_for

# So many of the pages whose titles hold what is looked for; the list of them can be narrowed.
MOST_FOUND = 1000


class PageRowsMixin:
    """Rows that cost nothing each, ordered by the date that readers see, newest first.

    A page without a date comes before all: it waits for one.
    """

    date_field = "date"
    table_classname = "listing full-width page-list"

    @cached_property
    def work(self):
        return work_for(self.request)

    def annotate_queryset(self, pages):
        return with_what_rows_show(super().annotate_queryset(pages))

    def get_ordering(self):
        """The same while searching: what is found stands by date too."""
        ordering = self.request.GET.get("ordering", self.default_ordering)
        return ordering if ordering in self.get_valid_orderings() else self.default_ordering

    def order_queryset(self, queryset):
        date = F(self.date_field)
        if self.ordering == f"-{self.date_field}":
            return queryset.order_by(date.desc(nulls_first=True), "-pk")
        if self.ordering == self.date_field:
            return queryset.order_by(date.asc(nulls_last=True), "pk")
        return super().order_queryset(queryset)

    def search_queryset(self, queryset):
        """Search by title first, then these pages: the index knows neither state nor date."""
        if not self.is_searching:
            return queryset
        found = self.model.objects.all().autocomplete(self.search_query)[:MOST_FOUND]
        return queryset.filter(pk__in=[page.pk for page in found])


class OwnPagesView(PageRowsMixin, IndexView):
    """Every page of one kind on which the person works, in all languages."""

    @cached_property
    def columns(self):
        if not self.work.in_several_places:
            return self.base_columns
        # Beside the language, so that on a telephone the two go together.
        names = [column.name for column in self.base_columns]
        place = names.index("locale")
        return [*self.base_columns[:place], OwnerColumn(self.work), *self.base_columns[place:]]

    @cached_property
    def show_locale_labels(self):
        return False  # the language has a column

    def get_base_queryset(self):
        return self.annotate_queryset(self.model.objects.filter(pages_of(self.request.user)))

    # --- beginning a page ------------------------------------------------------------------
    @cached_property
    def places(self) -> list[Place]:
        return [
            place for place in places_for(self.work) if place.kind.model == self.model._meta.label
        ]

    def get_add_url(self):
        # Who works in several places chooses one by name, among the further buttons.
        return self.places[0].address if self.places and not self.work.in_several_places else None

    @cached_property
    def add_button(self):
        return HeaderButton(self._label(self.places[0]), url=self.add_url, icon_name="plus")

    @cached_property
    def header_more_buttons(self):
        return [
            Button(self._label(place), url=place.address, icon_name="plus", priority=number)
            for number, place in enumerate(self.places[1:] if self.add_url else self.places)
        ] + super().header_more_buttons

    def _label(self, place: Place) -> str:
        """What one does, and where it is not the only place, in which language and for whom."""
        words = [str(place.kind.label)]
        if len(self.places) > 1:
            words.append(place.language_name)
        if self.work.in_several_places:
            words.append(self.work.place(place.path))
        return " · ".join(words)


class SectionView(PageRowsMixin, ExplorableIndexView):
    """The same rows where Wagtail shows what stands below a section."""

    @cached_property
    def columns(self):
        return self.base_columns

    @cached_property
    def show_locale_labels(self):
        return False

    def search_queryset(self, queryset):
        for hook in hooks.get_hooks("construct_explorer_page_queryset"):
            queryset = hook(self.parent_page, queryset, self.request)
        return super().search_queryset(queryset)
