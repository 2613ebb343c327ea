"""The log: structured events handed to the standard library's logger `casework`, which the host configures.

Events carry case and letter ids, never names, addresses or text.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
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


def kind_of(error: BaseException) -> str:
    """What went wrong and where in the code, but not what it says: that may be about a person."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" in {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
