"""The questions that workflow and scheme files may ask, by name; each cites its provision."""

from casework.rules.registry import Answer, Rule, RuleBook, rule
from casework.rules.situation import Situation

__all__ = ["Answer", "Rule", "RuleBook", "Situation", "rule"]
