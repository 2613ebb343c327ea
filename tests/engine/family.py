"""Workflows that open, move and hear each other."""

from __future__ import annotations

PARENT = """\
name = "trial"
version = 1
initial = "open"
[opening]
by = ["caseworker"]
[states.open]
[states.halted]
[states.done]
final = true

[[transition]]
name = "begin"
from = ["open"]
to = "="
by = ["caseworker"]
opens = ["child"]
facts = ["topic", "secret"]
[[transition]]
name = "stop"
from = ["open"]
to = "done"
by = ["caseworker"]
moves = { children = "child.cancel" }
[[transition]]
name = "halt"
from = ["open"]
to = "halted"
on = "event:child.object"
facts = ["why"]
[[transition]]
name = "notice"
from = ["open", "halted"]
to = "="
on = "event:child.object"
when = ["never"]
[[transition]]
name = "count"
from = ["open"]
to = "="
by = ["caseworker"]
facts = ["topic"]
[[transition]]
name = "finish"
from = ["halted"]
to = "done"
by = ["caseworker"]

[facts.topic]
required = false
[facts.secret]
required = false
[facts.why]
required = false
"""

CHILD = """\
name = "child"
version = 1
initial = "waiting"
[opening]
facts = ["topic"]
starts = [{ deadline = "answer", setting = "answer_period" }, { deadline = "review", setting = "answer_period" }]
[states.waiting]
[states.lapsed]
[states.reviewed]
[states.cancelled]
final = true

[[transition]]
name = "lapse"
from = ["waiting"]
to = "reviewed"
on = "deadline_passed:review"
when = ["never"]
[[transition]]
name = "lapse"
from = ["waiting"]
to = "lapsed"
on = "deadline_passed:answer"
[[transition]]
name = "object"
from = ["waiting", "lapsed"]
to = "="
by = ["caseworker"]
facts = ["why"]
[[transition]]
name = "report_up"
from = ["waiting"]
to = "="
by = ["caseworker"]
moves = { parent = "count" }
facts = ["topic"]
[[transition]]
name = "cancel"
from = ["waiting"]
to = "cancelled"
by = ["caseworker"]
[[transition]]
name = "resume"
from = ["lapsed", "reviewed"]
to = "waiting"
by = ["caseworker"]

[facts.topic]
required = false
[facts.why]
required = false
"""

BYSTANDER = """\
name = "bystander"
version = 1
initial = "open"
[states.open]
[states.told]
[[transition]]
name = "forget"
from = ["told"]
to = "open"
by = ["caseworker"]
[[transition]]
name = "hear"
from = ["open"]
to = "told"
on = "event:child.open"
[[transition]]
name = "hear"
from = ["open"]
to = "open"
on = "event:child.cancel"
"""

LOOP = """\
name = "loop"
version = 1
initial = "a"
[states.a]
[[transition]]
name = "turn"
from = ["a"]
to = "="
by = ["caseworker"]
[[transition]]
name = "turn_again"
from = ["a"]
to = "="
on = "event:loop.turn"
[[transition]]
name = "turn_back"
from = ["a"]
to = "="
on = "event:loop.turn_again"
moves = { parent = "x" }
[[transition]]
name = "turn_on"
from = ["a"]
to = "="
on = "event:loop.turn_back"
[[transition]]
name = "turn_off"
from = ["a"]
to = "="
on = "event:loop.turn_on"
[[transition]]
name = "turn_round"
from = ["a"]
to = "="
on = "event:loop.turn_round"
[[transition]]
name = "spin"
from = ["a"]
to = "="
by = ["caseworker"]
[[transition]]
name = "turn_round"
from = ["a"]
to = "="
on = "event:loop.spin"
"""
