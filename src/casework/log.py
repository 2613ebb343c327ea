"""The log: structured events handed to the standard library's logger `casework`, which the host configures.

Events carry case and letter ids, never names, addresses or text.
"""

from __future__ import annotations

import logging
from typing import cast

import structlog
from structlog.stdlib import BoundLogger, filter_by_level, render_to_log_kwargs

# A library never configures structlog, and its default would print on standard output.
log = cast(
    BoundLogger,
    structlog.wrap_logger(
        logging.getLogger("casework"),
        processors=[filter_by_level, structlog.contextvars.merge_contextvars, render_to_log_kwargs],
        wrapper_class=BoundLogger,
        cache_logger_on_first_use=True,
    ),
)
