"""What the demo says: each page a heading and what there is to see, in bokmål."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

from casework.law.time_limits import limit
from casework.notices.wording import day, kroner
from casework.office import Office
from casework.simulation.behaviour import BY_NAME
from casework.simulation.demo_words import ACCOUNTS, COUNTED, DUTIES, LETTERS, RUNGS, STAGES
from casework.simulation.summary import Late, RefusedAttempt, Summary
from casework.store import verify

WELCOME = """
casework – saksbehandling av tilskudd, med forvaltningsloven innebygd

To tilskuddsordninger spilles gjennom hvert sitt tilskuddsår: hver dag ser klokka etter frister, og på hver virkedag
gjør folk det de skal – eller ikke. Alle organisasjoner, beløp og personer er oppdiktet.
Databasen: {url}
"""

USAGE = "bruk: ./dev demo [MAPPE]   årets e-post legges i mappen, ellers i en ved siden av databasen"

#: What tilskudd.no shows for the scheme of 2022, which the fictional portfolio adds up to.
PUBLISHED: Mapping[str, Any] = {
    "applications": 188,
    "applicants": 139,
    "applied_ore": 137_924_745_00,
    "awards": 86,
    "recipients": 64,
    "awarded_ore": 38_227_000_00,
    "awarded_share": 0.277,
}
WIDTH = 100
PUBLISHED_FOR = ("voluntary_organisations", 2022)


def pages(office: Office, summaries: Sequence[Summary]) -> Iterator[str]:
    """Every page in order."""
    for summary in summaries:
        yield _year(office, summary)
    yield _late(summaries)
    yield _decided(office, summaries)
    yield _letter(office, summaries)
    yield _money(office, summaries)
    yield _refusal(office, summaries)
    yield _time_limit()
    yield _statistics(office)


def _page(heading: str, lines: Sequence[str]) -> str:
    return "\n".join(["", heading, "─" * len(heading), *lines])


def _year(office: Office, summary: Summary) -> str:
    title = office.surroundings.definitions.scheme(summary.scheme, summary.year).title.nb
    lines = [
        f"{summary.cases} saker, {summary.entries} føringer i protokollen, {summary.deadlines_passed} frister gikk ut,",
        f"fra {day(summary.first_day, 'nb')} til {day(summary.last_day, 'nb')}.",
        "",
        *_table([(str(n), STAGES.get(stage, stage)) for stage, n in summary.stages.items()]),
        "",
        "Slik oppførte søkerne seg:",
        *_table([(str(n), BY_NAME[name].title.nb) for name, n in summary.behaviours.items()]),
    ]
    return _page(f"{title} {summary.year}", lines)


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The first column to the right, the others to the left."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    return [
        "  "
        + "  ".join(
            c.rjust(w) if i == 0 else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _late(summaries: Sequence[Summary]) -> str:
    late = sorted((found for summary in summaries for found in summary.late), key=lambda found: -found.days)
    never = [found for found in late if found.received is None]
    shown = [*never[:4], *[found for found in late if found.received is not None][:4]]
    lines = [f"{len(late)} rapporter var ikke inne da fristen gikk ut; {len(never)} kom aldri. For eksempel:", ""]
    return _page("Det som kom for sent", [*lines, *_table([_late_row(found) for found in shown])])


def _late_row(found: Late) -> tuple[str, ...]:
    came = f"kom {found.received:%d.%m.%Y}" if found.received else "kom aldri"
    return (
        f"{found.days} dager",
        _number(found.case),
        DUTIES.get(found.kind, found.kind),
        f"frist {found.due:%d.%m.%Y}",
        came,
    )


def _decided(office: Office, summaries: Sequence[Summary]) -> str:
    decisions, letters = _added(s.decisions for s in summaries), _added(s.letters for s in summaries)
    lines = ["Vedtak, hvert av dem forberedt av én og truffet av en annen:"]
    lines += _table([(str(n), _title(office, kind)) for kind, n in decisions.items()])
    lines += ["", "Brev, på mottakerens egen målform:"]
    return _page("Vedtak og brev", [*lines, *_table([(str(n), LETTERS.get(x, x)) for x, n in letters.items()])])


def _title(office: Office, kind: str) -> str:
    """What people read for `grant.award`: the titles of the workflow and of its transition."""
    name, _, transition = kind.partition(".")
    workflow = office.surroundings.definitions.workflow(name)
    titles = [workflow.title, workflow.named(transition)[0].title]
    return ": ".join(title.nb.lower() for title in titles if title)


def _number(case_id: str) -> str:
    """The case number as people write it."""
    return case_id.replace("-", "/", 1)


def _added(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))


def _letter(office: Office, summaries: Sequence[Summary]) -> str:
    case = office.case(summaries[-1].examples["follows_the_rules"])
    letter = next((x for x in case.letters if x.template == "grant_letter"), case.letters[0])
    lines = [each for line in office.letter_text(letter.id).splitlines() for each in wrap(line, WIDTH) or [""]]
    return _page(f"Et brev: {letter.subject}", [f"  │ {line}".rstrip() for line in lines])


def _money(office: Office, summaries: Sequence[Summary]) -> str:
    ledger = _added(s.ledger for s in summaries)
    equations = [
        _equation("awarded", ("paid", "withheld", "unpaid", "lapsed"), ledger),
        _equation("reclaimed", ("repaid", "set_off", "outstanding", "waived"), ledger),
        "",
        "  Når tilskuddet er regnskapsført, er det som er utbetalt, enten brukt eller ubrukt. I én sak:",
    ]
    example = next(s.examples["unused_money"] for s in summaries if "unused_money" in s.examples)
    case = office.case(example)
    own = {name: getattr(case.ledger, name) for name in ACCOUNTS}
    lines = [*equations, f"  {case.number} {case.party_name}:", _equation("paid", ("used", "unused"), own)]
    return _page("Pengene går opp, i hver sak og til sammen", lines)


def _equation(left: str, parts: Sequence[str], amounts: Mapping[str, int]) -> str:
    right = " + ".join(f"{ACCOUNTS[part]} {kroner(amounts[part])}" for part in parts)
    return f"  {ACCOUNTS[left]} {kroner(amounts[left])} = {right}"


def _refusal(office: Office, summaries: Sequence[Summary]) -> str:
    attempts = [refused for summary in summaries for refused in summary.refused]
    outside = [refused for refused in attempts if refused.behaviour == "outside_the_conditions"]
    if not attempts:
        return _page("Et nei med begrunnelse", ["Ingen forsøk ble nektet."])
    shown = max(outside or attempts, key=lambda refused: len(refused.reasons))
    lines = [
        f"{len(attempts)} forsøk ble nektet av reglene. Et nei sier alt som mangler, og hvor det står;",
        "saken er urørt, og forsøket er notert. For eksempel:",
        "",
        *_reasons(office, shown),
    ]
    return _page("Et nei med begrunnelse", lines)


def _reasons(office: Office, refused: RefusedAttempt) -> list[str]:
    title = office.surroundings.definitions.workflow("grant").named(refused.step)[0].title
    head = f"  «{title.nb if title else refused.step}» i sak {_number(refused.case)}, {refused.party}:"
    return [head, *(f"   – {message}\n     {law}" for message, law in refused.reasons)]


def _time_limit() -> str:
    counted = limit("fvl/29-1", date(2026, 3, 13), language="nb")
    lines = [
        f"  Underretningen kom fram {day(date(2026, 3, 13), 'nb')}.",
        *(f"   – {step}" for step in counted.reasoning),
        f"  Siste dag: {day(counted.last_day, 'nb')}.",
    ]
    return _page("En frist med begrunnelse (fvl § 29)", lines)


def _statistics(office: Office) -> str:
    found = office.statistics(*PUBLISHED_FOR)
    rows = [(_shown(name, found[name]), COUNTED[name], _same(found[name], PUBLISHED[name])) for name in PUBLISHED]
    return _page("Statistikken er den som er offentliggjort for 2022", _table(rows))


def _shown(name: str, value: Any) -> str:
    if name.endswith("_ore"):
        return kroner(value)
    return f"{100 * value:.1f} %".replace(".", ",") if isinstance(value, float) else str(value)


def _same(found: Any, published: Any) -> str:
    return "✓" if found == published else f"✗ skal være {published}"


def ladder(office: Office, summaries: Sequence[Summary]) -> str:
    """The reminders of one report that never came."""
    never = [late for late in summaries[-1].late if late.received is None]
    if not never:
        return _page("Purringene for én rapport", ["Alle rapporter kom inn."])
    late = max(never, key=lambda found: found.due)
    rungs = [rung for rung in office.mail.ladders(late.case) if rung.kind == late.kind]
    rows = [
        (
            f"{rung.rung:+d}",
            f"{rung.day:%d.%m.%Y}",
            LETTERS.get(rung.letter, rung.letter),
            RUNGS.get(rung.status, rung.status),
        )
        for rung in rungs
    ]
    head = f"  {_number(late.case)} {late.party}: {DUTIES.get(late.kind, late.kind)}, frist {late.due:%d.%m.%Y}"
    return _page("Purringene for én rapport (dager fra fristen)", [head, *_table(rows)])


def mail(files: Sequence[Path], folder: Path) -> str:
    """Where the year's mail lies, and some of it."""
    shown = [f"  {file.name}" for file in files[:: max(1, len(files) // 6)][:6]]
    lines = [
        f"{len(files)} e-poster ble sendt. Åpne dem i et e-postprogram:",
        f"  {folder}",
        "",
        "For eksempel:",
        *shown,
    ]
    return _page("Årets e-post", lines)


def faults(office: Office, summaries: Sequence[Summary]) -> list[str]:
    """Everything that does not hold, in words; empty where all is well."""
    found = [f"protokollen er endret: {alteration}" for alteration in verify.verify(office.database)]
    statistics = office.statistics(*PUBLISHED_FOR)
    found += [f"statistikken: {COUNTED[name]}" for name, value in PUBLISHED.items() if statistics[name] != value]
    for summary in summaries:
        if not summary.ledger_holds:
            found.append(f"pengene går ikke opp i {summary.scheme} {summary.year}")
        if summary.failed_ticks:
            found.append(f"{summary.failed_ticks} frister kunne ikke registreres i {summary.scheme} {summary.year}")
    return found


def verdict(found: Sequence[str]) -> str:
    """Whether everything holds."""
    if found:
        return _page("NOE STEMMER IKKE", [f"  ✗ {fault}" for fault in found])
    lines = ["  ✓ hver føring henger sammen med den forrige, og alle tall stemmer med føringene"]
    return _page("Protokollen er uendret (casework db verify)", lines)


def next_steps(url: str, summaries: Sequence[Summary]) -> str:
    """Commands to go on with; each of them works on the database of the demo."""
    case = summaries[-1].examples["follows_the_rules"]
    now = f"{summaries[-1].last_day.isoformat()}T12:00:00+02:00"
    program = _program()
    commands = (
        f"{program} overdue --database {url} --now {now}",
        f"{program} case show {case} --database {url}",
        f"{program} case timeline {case} --database {url}",
        f"{program} stats voluntary_organisations 2022 --database {url}",
        f"{program} control-report resource_environments 2025 --database {url}",
        f"{program} law limit fvl/29-1 --from 2026-03-13",
        f"{program} workflow draw grant --format mermaid",
        f"{program} simulate voluntary_organisations 2022 --cases 10 --seed 7",
        f"{program} db verify --database {url}",
    )
    return _page("Prøv selv", [f"  $ {command}" for command in commands]) + "\n"


def _program() -> str:
    """The command beside the running Python, as somebody here would write it."""
    beside = Path(sys.executable).with_name("casework")
    if not beside.exists():
        return "casework"
    here = Path.cwd()
    return str(beside.relative_to(here) if beside.is_relative_to(here) else beside)
