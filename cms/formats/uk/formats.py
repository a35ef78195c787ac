"""Ukrainian: after a day the month stands in the genitive, which Django calls ``E``.

Django's own writes the day with a leading zero and the month of «17 вересня» in the nominative
where there is no year. A no-break space keeps «р.» with its year.
"""

DATE_FORMAT = "j E Y\u00a0р."
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j E Y\u00a0р., H:i"
YEAR_MONTH_FORMAT = "F Y\u00a0р."
MONTH_DAY_FORMAT = "j E"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y"]
DATETIME_INPUT_FORMATS = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
]
