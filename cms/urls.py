"""Every address of the house, so that admin, tasks and mail can reverse them all.

No host answers this union: readers' hosts answer ``urls_reader``, the admin host ``urls_admin``
(partners/middleware.py); with an admin-only root, every page address in the admin would be empty.
"""

from cms import urls_admin, urls_reader

urlpatterns = [*urls_admin.urlpatterns, *urls_reader.urlpatterns]

handler400 = "cms.views.bad_request"
handler404 = "cms.views.not_found"
handler500 = "cms.views.server_error"
