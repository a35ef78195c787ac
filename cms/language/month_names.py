"""Month names for Django's own ``|date``, which takes them from the message catalogues.

Django's catalogues begin the months with a capital in Romanian (both forms) and in Ukrainian (the
form without a day). Naming them here puts them into this project's catalogues, which win over
Django's. Pages for readers do not need this: they are written by ``dates.py`` from CLDR.
"""

from django.utils.translation import gettext_lazy, pgettext_lazy

# Translators: the month by itself («вересень 2025»), lower case in Swedish, Ukrainian and Romanian.
MONTHS_ALONE = (
    gettext_lazy("January"),
    gettext_lazy("February"),
    gettext_lazy("March"),
    gettext_lazy("April"),
    gettext_lazy("May"),
    gettext_lazy("June"),
    gettext_lazy("July"),
    gettext_lazy("August"),
    gettext_lazy("September"),
    gettext_lazy("October"),
    gettext_lazy("November"),
    gettext_lazy("December"),
)

# Translators: the month after a day («17 вересня 2025 р.»), lower case, genitive in Ukrainian.
MONTHS_AFTER_A_DAY = (
    pgettext_lazy("alt. month", "January"),
    pgettext_lazy("alt. month", "February"),
    pgettext_lazy("alt. month", "March"),
    pgettext_lazy("alt. month", "April"),
    pgettext_lazy("alt. month", "May"),
    pgettext_lazy("alt. month", "June"),
    pgettext_lazy("alt. month", "July"),
    pgettext_lazy("alt. month", "August"),
    pgettext_lazy("alt. month", "September"),
    pgettext_lazy("alt. month", "October"),
    pgettext_lazy("alt. month", "November"),
    pgettext_lazy("alt. month", "December"),
)
