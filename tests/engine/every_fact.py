"""A workflow with one step that can be given a fact of every type."""

from __future__ import annotations

TEXT = """\
name = "trial"
version = 1
initial = "open"
[opening]
by = ["caseworker"]
[states.open]
[[transition]]
name = "tell"
from = ["open"]
to = "="
by = ["caseworker"]
facts = [
  "text", "short", "integer", "money", "boolean", "date", "past", "moment", "choice", "choices", "list", "sheet",
  "person", "org", "document", "first", "last", "low", "high", "arrived",
]
[facts.text]
required = false
[facts.short]
min = 2
max = 4
required = false
[facts.integer]
type = "integer"
min = -5
max = 5
required = false
[facts.money]
type = "money"
max = 1000
required = false
[facts.boolean]
type = "boolean"
required = false
[facts.date]
type = "date"
min = 2020-01-01
required = false
[facts.past]
type = "date"
max = "today"
required = false
[facts.moment]
type = "instant"
max = "today"
required = false
[facts.choice]
type = "choice"
choices = ["a", "b"]
required = false
[facts.choices]
type = "choices"
choices = ["a", "b"]
max = 2
required = false
[facts.list]
type = "list"
min = 1
max = 2
required = false
[facts.sheet]
type = "sheet"
required = false
[facts.person]
type = "person"
required = false
[facts.org]
type = "org_number"
required = false
[facts.document]
type = "document"
required = false
[facts.first]
type = "date"
required = false
[facts.last]
type = "date"
min = "first"
required = false
[facts.low]
type = "money"
required = false
[facts.high]
type = "money"
min = "low"
required = false
[facts.arrived]
type = "instant"
min = "first"
required = false
"""
