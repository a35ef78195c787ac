"""Numbers as each language writes them."""

from decimal import Decimal

from babel.numbers import format_decimal

from cms.language.locales import cldr_locale


def format_number(value: int | float | Decimal, language: str | None) -> str:
    """1234567.5 → sv and uk «1 234 567,5» (no-break spaces), ro «1.234.567,5», en «1,234,567.5».

    At most three decimals are shown. Raises ``ValueError`` for what is not a number.
    """
    try:
        number = Decimal(str(value))
    except ArithmeticError as error:
        raise ValueError(f"{value!r} is not a number") from error
    # Newer CLDR data may group with a narrow no-break space, which many system fonts lack.
    return format_decimal(number, locale=cldr_locale(language)).replace("\u202f", "\u00a0")
