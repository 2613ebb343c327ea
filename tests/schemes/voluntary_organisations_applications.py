"""Rules about the application itself: code, name, what to change in a good application to obey and to break it.

None leaves a fact out.
"""

from __future__ import annotations

from tests.schemes.voluntary_organisations_cases import AT_CENTRE
from tests.schemes.voluntary_organisations_runs import CONFERENCE, Facts

LOCAL: Facts = {"reach": "local", "national_character": None}
NATIONWIDE: Facts = {"grant_type": "nationwide_project", "central_body": True}
REDISTRIBUTES: Facts = {**NATIONWIDE, "redistributes": True, "branches": ["Ørnesjø lokallag", "Åsbrua lokallag"]}

APPLICATIONS: tuple[tuple[str, str, Facts, Facts], ...] = (
    ("B1", "national", {}, LOCAL),
    (
        "B2",
        "in time to the second",
        {"received_at": "2021-12-01T23:59:59+01:00"},
        {"received_at": "2021-12-02T00:00:00+01:00"},
    ),
    (
        "B2",
        "by day",
        {"received_at": None, "received_on": "2021-12-01"},
        {"received_at": None, "received_on": "2021-12-02"},
    ),
    ("B3", "type of funds", {"funding_type": "operating"}, {"funding_type": "loan"}),
    ("B5", "target group of A", {"sub_goals": ["A"], "target_groups": ["youth"]}, {"sub_goals": ["A"]}),
    ("B6", "target group of B", {}, {"target_groups": ["youth"]}),
    ("B7", "target group of C", {"sub_goals": ["C"], "target_groups": ["youth_at_risk"]}, {"sub_goals": ["C"]}),
    ("B7", "at least one sub-goal", {}, {"sub_goals": None}),
    ("B7", "a sub-goal of the scheme", {}, {"sub_goals": ["B", "D"]}),
    ("B7", "a target group of the scheme", {}, {"target_groups": ["immigrants", "pensioners"]}),
    ("B8", "voluntary", {}, {"voluntary_work": False}),
    ("B8", "not for profit", {}, {"not_for_profit": None}),
    ("B8", "not public", {}, {"public_body": True}),
    (
        "B9",
        "no managing municipality",
        {**LOCAL, "municipality": "Kautokeino"},
        {**LOCAL, "municipality": "Nordre Follo"},
    ),
    ("B10", "sent on", {**LOCAL, "municipality": "Kautokeino"}, {**LOCAL, "municipality": "bodø kommune"}),
    ("B11", "of national character", {}, {"national_character": None}),
    ("B11", "reach is stated", {}, {"reach": None}),
    ("B12", "a type of the scheme", {}, {"grant_type": "festival"}),
    ("B12", "central body", NATIONWIDE, {**NATIONWIDE, "central_body": False}),
    (
        "B12",
        "letter of intent",
        {"grant_type": "intent_agreement", "intent_agreement": "D-7"},
        {"grant_type": "intent_agreement"},
    ),
    (
        "B12",
        "reach over the country",
        {"grant_type": "broad_reach", "geographic_spread": "Alle fylker"},
        {"grant_type": "broad_reach"},
    ),
    (
        "B12",
        "redistributed by the central body",
        REDISTRIBUTES,
        {"redistributes": True, "branches": ["Åsbrua lokallag"]},
    ),
    ("B12", "branches are named", REDISTRIBUTES, {**REDISTRIBUTES, "branches": None}),
    ("B13", "999 999.99 kr", {"annual_budget": 999_999_99}, {"annual_budget": 1_000_000_01}),
    ("B13", "1 000 000.00 kr", {"annual_budget": 1_000_000_00}, {"annual_budget": 1_000_001_00}),
    (
        "B13",
        "a conference may cost more",
        {**CONFERENCE, "annual_budget": 1_000_000_01},
        {"measure": "project", "annual_budget": 1_000_000_01},
    ),
    ("B13", "stated", {}, {"annual_budget": None}),
    ("B14", "10 000 kr", {**CONFERENCE, "applied_amount": 10_000_00}, {**CONFERENCE, "applied_amount": 9_999_99}),
    (
        "B14",
        "projects have no minimum",
        {"applied_amount": 9_999_99},
        {"measure": "activity", "applied_amount": 9_999_99},
    ),
    ("B17", "contact at the centre", AT_CENTRE, {**AT_CENTRE, "centre_contact": None}),
    ("B25", "signed by the leader", {}, {"signed_by": None}),
    (
        "B25",
        "delegated authority",
        {"signatory_role": "delegated", "authority_evidence": "D-9"},
        {"signatory_role": "delegated"},
    ),
    ("B25", "signed outside the portal", {"channel": "post", "signature": "D-3"}, {"channel": "post"}),
)
