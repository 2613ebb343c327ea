"""The rules of our own scheme."""

from __future__ import annotations

from casework import Situation, rule


@rule(
    "best/6.2.1",
    nb="minst {minimum} naboer må være med",
    nn="minst {minimum} naboar må vere med",
    en="at least {minimum} neighbours must take part",
    fact="neighbours",
)
def enough_neighbours(s: Situation) -> bool:
    """The number is a parameter of the condition in the scheme file."""
    return (s.fact("neighbours") or 0) >= int(s.parameter("minimum"))
