"""Where readers' answers to learning labs stand in the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from stories.labs import access, views

patterns = [
    path("", views.AnswerIndexView.as_view(), name="index"),
    path("results/", views.AnswerIndexView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/", views.OneAnswerView.as_view(), name="answer"),
    path("<int:pk>/delete/", views.DeleteAnswerView.as_view(), name="delete"),
]


class AnswersMenuItem(MenuItem):
    """For those who may read them, once there are any: most of the time no lab asks anything."""

    def __init__(self):
        # The menu is narrow.
        label = gettext_lazy("Readers’ answers")
        address = reverse(views.INDEX)
        super().__init__(label, address, name="lab-answers", icon_name=views.ICON, order=255)

    def is_shown(self, request):
        user = request.user
        return access.works_with_answers(user) and access.answers_for(user).exists()


@hooks.register("register_admin_urls")
def addresses():
    return [path("lab-answers/", include((patterns, "lab_answers")))]


@hooks.register("register_admin_menu_item")
def menu_item():
    return AnswersMenuItem()
