"""How the board of an organisation must be made up. Only numbers and declarations are kept, no one's background."""

from __future__ import annotations

from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "regl/15-2",
    nb="organisasjonen er medlemsbasert",
    nn="organisasjonen er medlemsbasert",
    en="the organisation is member-based",
    fact="member_based",
)
def not_member_based(s: Situation) -> bool:
    """Whoever has not said to be member-based is asked as one that is not."""
    return s.fact("member_based") is not True


@rule(
    "regl/15-2",
    nb="det er ikke vist et eksternt styre der personer med innvandrerbakgrunn er representert",
    nn="det er ikkje vist eit eksternt styre der personar med innvandrarbakgrunn er representerte",
    en="an external board in which persons with immigrant background are represented is not shown",
    fact="external_board",
)
def external_board_is_representative(s: Situation) -> bool:
    """An external board with at least `minimum` such members, as the organisation itself declares."""
    members = s.fact("immigrant_background_on_board") or 0
    return s.fact("external_board") is True and members >= int(s.parameters.get("minimum", 1))


@rule(
    "regl/15-2",
    nb="det er ikke erklært at styret er uavhengig av dem som har ansvar for den daglige virksomheten",
    nn="det er ikkje erklært at styret er uavhengig av dei som har ansvar for den daglege verksemda",
    en="it is not declared that the board is independent of those responsible for the daily activity",
    fact="board_independent",
)
def board_is_independent(s: Situation) -> bool:
    """The organisation declares that its board is independent of the daily management."""
    return s.fact("board_independent") is True


@rule(
    "regl/15-2",
    nb="daglig leder og styreleder må oppgis, og kan ikke være samme person",
    nn="dagleg leiar og styreleiar må oppgjevast, og kan ikkje vere same person",
    en="the general manager and the chair must be given, and cannot be the same person",
    fact="chair",
)
def chair_is_not_general_manager(s: Situation) -> bool:
    """Two persons, however their names are spaced and capitalised."""
    names = [" ".join((s.fact(fact) or "").split()).casefold() for fact in ("general_manager", "chair")]
    return all(names) and names[0] != names[1]


@rule(
    "regl/15-2",
    nb="styrets størrelse og antallet ansatte i det må oppgis, og de ansatte kan ikke være i flertall",
    nn="storleiken på styret og talet på tilsette i det må oppgjevast, og dei tilsette kan ikkje vere i fleirtal",
    en="the size of the board and its number of employees must be given, and employees cannot be a majority",
    fact="employees_on_board",
)
def employees_are_no_majority(s: Situation) -> bool:
    """Half of the board is no majority; more than half is."""
    size, employees = s.fact("board_size"), s.fact("employees_on_board")
    return bool(size) and employees is not None and 2 * employees <= size
