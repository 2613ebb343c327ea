"""An appeal between two offices that have a database each: one package there, one back, each taken in once.

The first instance calls `hand_over` and sends the file; the appeal body calls `receive`, works on the case that this
opened, and sends `receipt` and `outcome` back; the first instance calls `receive` with each. Whoever carries the files
may deliver any of them twice, late or damaged. The format stands in docs/hand-over-format.md.
"""

from casework.handover.above import outcome, receipt
from casework.handover.below import hand_over, handed_over
from casework.handover.package import APPEAL, OUTCOME, RECEIPT, Header, Message, Package, read
from casework.handover.receiving import Received, receive

__all__ = [
    "APPEAL",
    "OUTCOME",
    "RECEIPT",
    "Header",
    "Message",
    "Package",
    "Received",
    "hand_over",
    "handed_over",
    "outcome",
    "read",
    "receipt",
    "receive",
]
