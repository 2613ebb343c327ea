"""The record on disk: the only package that knows SQLAlchemy."""

from casework.store import access_tables as access_tables  # every table is known before one of them is used
from casework.store import mail_tables as mail_tables  # every table is known before one of them is used
