"""How mail leaves the office. A library is handed these; a worker reads them from the environment."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Literal

from casework.errors import BadInput, Fault


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The mail server, or a folder that takes `.eml` files instead; neither: mail waits in the outbox.

    `reply_to` may contain `{case}`, which becomes the id of the case. `bounce_to` takes reports of mail that did not
    arrive. `per_minute` is how many messages the server wants at most (0: no limit), `timeout` is in seconds.
    """

    host: str | None = None
    port: int = 25
    security: Literal["none", "starttls", "tls"] = "none"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    folder: str | None = None
    sender: str = "casework@localhost.localdomain"
    sender_name: str | None = None
    reply_to: str | None = None
    bounce_to: str | None = None
    list_id: str | None = None
    office_url: str | None = None
    per_minute: int = 0
    timeout: float = 20.0

    @property
    def domain(self) -> str:
        """What message ids end in."""
        return self.sender.rpartition("@")[2]

    @property
    def sends(self) -> bool:
        """Whether mail goes anywhere."""
        return bool(self.host or self.folder)


def mail_settings() -> MailSettings:
    """The settings of CASEWORK_MAIL_HOST and its like, also from a file `.env`. Raises BadInput."""
    from pydantic import SecretStr, ValidationError, create_model
    from pydantic_settings import BaseSettings, SettingsConfigDict

    class Environment(BaseSettings):
        model_config = SettingsConfigDict(
            env_prefix="CASEWORK_MAIL_", env_file=".env", extra="ignore", hide_input_in_errors=True
        )

    kinds: dict[str, Any] = {f.name: (_KINDS.get(f.name, str | None), f.default) for f in fields(MailSettings)}
    kinds["password"] = (SecretStr | None, None)
    try:
        found = create_model("MailEnvironment", __base__=Environment, **kinds)().model_dump()
    except ValidationError as error:
        # What was given is not repeated: it may be a password in the wrong place.
        raise BadInput(*(_fault(e["loc"], e["msg"]) for e in error.errors(include_input=False))) from None
    secret = found.pop("password")
    return MailSettings(**found, password=secret.get_secret_value() if secret else None)


_KINDS: dict[str, Any] = {
    "port": int,
    "security": Literal["none", "starttls", "tls"],
    "sender": str,
    "per_minute": int,
    "timeout": float,
}


def _fault(where: tuple[Any, ...], told: str) -> Fault:
    name = f"CASEWORK_MAIL_{str(where[0]).upper()}"
    return Fault(told, name, "mail_setting")
