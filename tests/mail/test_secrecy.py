"""Mail goes to the server we mean, or not at all; and what opens its door is told to nobody."""

from __future__ import annotations

import logging
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from casework.model.mail import STAGED
from casework.notices.mail_settings import MailSettings
from tests.mail.duties import OPENED, at, duty_office, owing
from tests.mail.post_office import Letterbox, free_port, mail_server, settings_for
from tests.mail.test_worker import due_cases, finished, started

PASSWORD = "hunter2-hemmelig"

# The server of the test cannot tell that it is inside TLS from the first byte.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@dataclass(frozen=True)
class Certificate:
    """A certificate that vouches for one name, and nobody for it but itself."""

    file: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """What a server shows it with."""
        made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        made.load_cert_chain(self.file, self.key)
        return made


def certificate(folder: Path, name: str) -> Certificate:
    """A new certificate for that name."""
    made = Certificate(folder / f"{name}.pem", folder / f"{name}.key")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}", "-keyout", made.key, "-out", made.file],
        check=True, capture_output=True,
    )  # fmt: skip
    return made


def knows(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    """Whether it is the office that wants to log in."""
    return AuthResult(success=(given.login, given.password) == (b"kontoret", PASSWORD.encode()))


@contextmanager
def guarded(kind: str, shown: Certificate, port: int) -> Iterator[Letterbox]:
    """A server that takes mail from the office alone, over TLS."""
    more: dict[str, Any] = {"authenticator": knows, "auth_required": True}
    if kind == "tls":
        more |= {"ssl_context": shown.context(), "auth_require_tls": False}
    else:
        more |= {"tls_context": shown.context(), "require_starttls": True}
    with mail_server(Letterbox(), port, **more) as box:
        yield box


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """A certificate for localhost that this machine trusts."""
    made = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


def settings(kind: str, port: int, password: str = PASSWORD) -> MailSettings:
    """Settings of the office for a server that calls itself localhost."""
    found = settings_for(port, security=kind, user="kontoret", password=password)
    values = {name: getattr(found, name) for name in found.__dataclass_fields__}
    return MailSettings(**{**values, "host": "localhost"})


def sent(kind: str, port: int, password: str = PASSWORD) -> tuple[int, str | None, str]:
    """How many of one message were sent, its error, and where it stands."""
    office = duty_office(mail=settings(kind, port, password))
    owing(at(office, OPENED))
    at(office, "2026-08-12").tick()
    done = office.mail.send()
    (message,) = office.mail.messages()
    office.close()
    return done.sent, message.error, message.status


@pytest.mark.parametrize("kind", ["starttls", "tls"])
def test_mail_goes_over_tls_after_logging_in(kind: str, trusted: Certificate) -> None:
    """Both ways that servers want it."""
    with guarded(kind, trusted, port := free_port()) as box:
        assert sent(kind, port)[0] == 1
    assert len(box.taken) == 1


@pytest.mark.parametrize("kind", ["starttls", "tls"])
def test_a_server_with_anothers_certificate_gets_nothing(kind: str, trusted: Certificate, tmp_path: Path) -> None:
    """Neither the password nor the message; it waits."""
    wrong = certificate(tmp_path, "another.example")
    with guarded(kind, wrong, port := free_port()) as box:
        assert sent(kind, port) == (0, "SSLCertVerificationError", STAGED)
    assert box.taken == []


def test_a_server_that_offers_no_tls_gets_nothing(trusted: Certificate) -> None:
    """Somebody in between may have taken the offer away."""
    with mail_server(Letterbox(), port := free_port()) as box:
        assert sent("starttls", port) == (0, "SMTPNotSupportedError", STAGED)
    assert box.taken == []


def test_a_wrong_password_is_told_without_the_password(trusted: Certificate, caplog: pytest.LogCaptureFixture) -> None:
    """That it was refused, and the message waits."""
    with caplog.at_level(logging.DEBUG), guarded("tls", trusted, port := free_port()):
        count, error, status = sent("tls", port, "feil-" + PASSWORD)
    # Some servers answer 535, some hang up.
    assert (count, status) == (0, STAGED) and error in ("535", "SMTPServerDisconnected")
    assert all(PASSWORD not in str(vars(record)) for record in caplog.records if record.name.startswith("casework"))
    assert PASSWORD not in repr(settings("tls", port))


def test_nothing_secret_is_in_what_a_worker_tells(
    simulated: Any, letterbox: Letterbox, port: int, trusted: Certificate
) -> None:
    """Neither password, address, name nor text: on standard error, in its heartbeat, and in the list of messages."""
    due_cases(simulated, 2)
    secret = {"CASEWORK_MAIL_USER": "kontoret", "CASEWORK_MAIL_PASSWORD": PASSWORD}
    without_login = started(simulated, port, "--once", surroundings=secret)
    _, errors = without_login.communicate(timeout=120)
    told = errors + str(finished(simulated, port, "worker", "status")) + str(finished(simulated, port, "mail", "list"))
    assert "SMTPNotSupportedError" in told
    assert not [word for word in (PASSWORD, "kontoret", "velaget", "Statusrapport") if word in told]
