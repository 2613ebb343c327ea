"""What `casework access`, `token` and `serve` say to people, in three languages."""

from __future__ import annotations

from casework.errors import Text

GRANTED = Text("{person} har rollen {role} ({id})", "{person} har rolla {role} ({id})", "{person} has {role} ({id})")
REVOKED = Text("{id} er trukket tilbake", "{id} er trekt tilbake", "{id} is revoked")
TOKEN = Text(
    "{token}\nNøkkelen {id} vises bare nå; ta vare på den.",
    "{token}\nNøkkelen {id} blir vist berre no; ta vare på han.",
    "{token}\nThe token {id} is shown only now; keep it.",
)
FILED = Text("{id}: {title} ({media_type})", "{id}: {title} ({media_type})", "{id}: {title} ({media_type})")
SERVING = Text(
    "Sidene er på {address}/, API-et på {address}/api/docs",
    "Sidene er på {address}/, API-et på {address}/api/docs",
    "The pages are at {address}/, the API at {address}/api/docs",
)
SERVING_API = Text("API-et er på {address}/docs", "API-et er på {address}/docs", "The API is at {address}/docs")
ONLY_HERE = "--demo lets anybody be anybody, so it serves 127.0.0.1, ::1 or localhost only, not {host}"
