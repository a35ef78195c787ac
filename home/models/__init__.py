"""The page frame: what every page has, and the two page types that are nothing but the frame."""

from home.models.addresses import FormerAddress
from home.models.base import BasePage
from home.models.front_page import FrontPageSections
from home.models.pages import HomePage, InformationPage
from home.models.search import SearchEntry, SearchWord
from home.models.withdrawals import ReceiptLine, Withdrawal, WithdrawalReceipt

__all__ = [
    "BasePage",
    "FormerAddress",
    "FrontPageSections",
    "HomePage",
    "InformationPage",
    "ReceiptLine",
    "SearchEntry",
    "SearchWord",
    "Withdrawal",
    "WithdrawalReceipt",
]
