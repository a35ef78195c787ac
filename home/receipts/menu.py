"""Where the receipts stand in the admin: among the reports, and in the history of a page."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from home.receipts import picture_views, pictures, undoing, views

patterns = [
    path("", views.ReceiptIndexView.as_view(), name="index"),
    path("results/", views.ReceiptIndexView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/", views.ReceiptView.as_view(), name="receipt"),
    path("<int:pk>/receipt.csv", views.table, name="table"),
    path("<int:pk>/undo/", views.UndoView.as_view(), name="undo"),
    path("picture/<int:image_id>/", picture_views.WithdrawPictureView.as_view(), name="picture"),
]


def addresses():
    return [path("withdrawals/", include((patterns, "withdrawals")))]


class ReceiptsMenuItem(MenuItem):
    """Among the reports, for everybody who works for somebody."""

    def __init__(self):
        super().__init__(
            views.TITLE, reverse(views.INDEX), name="withdrawals", icon_name=views.ICON, order=300
        )


def register_log_actions(actions):
    actions.register_action(undoing.LOG_ACTION, _("Undo the withdrawal"), _("Withdrawal undone"))
    actions.register_action(pictures.LOG_ACTION, _("Withdraw the picture"), _("Picture withdrawn"))
    actions.register_action(
        pictures.UNDO_LOG_ACTION,
        _("Undo the withdrawal of the picture"),
        _("Withdrawal of the picture undone"),
    )
