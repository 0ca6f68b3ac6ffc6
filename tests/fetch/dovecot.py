"""A real Dovecot for one test: Debian's own program on a free port, with a certificate of its own and one mailbox."""

from __future__ import annotations

import getpass
import grp
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import PATIENCE

PROGRAM = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
LOGIN, PASSWORD = "ida@orr.example", 'an "app" password'
WORKS = """
base_dir = {run}/base
state_dir = {run}/state
instance_name = comity-tests
log_path = {run}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{run}/cert.pem
ssl_key = <{run}/key.pem
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{mail}:LAYOUT=fs
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 1
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Spam {{
    special_use = \\Junk
    auto = create
  }}
}}
passdb {{
  driver = passwd-file
  args = {run}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={run}/home
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """Where it listens, the certificate by which it is known, and where the mailbox lies."""

    port: int
    certificate: Path
    mail: Path

    def deliver(self, folder: str, *messages: bytes) -> None:
        """Put messages into a folder ("" for the inbox), as a mail server does."""
        place = self.mail / folder
        for name in ("cur", "new", "tmp"):
            (place / name).mkdir(parents=True, exist_ok=True)
        for number, raw in enumerate(messages):
            file = place / "new" / f"{time.time_ns()}.{number}.test"
            file.write_bytes(raw)
        subprocess.run(["chown", "-R", _user(), str(self.mail)], check=False)


def _user() -> str:
    """Under root Dovecot wants another account, which Debian's package made; others run it as themselves."""
    return "dovecot" if os.geteuid() == 0 else getpass.getuser()


def _group() -> str:
    return grp.getgrgid(pwd.getpwnam(_user()).pw_gid).gr_name


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Start one, and end it."""
    assert PROGRAM, "Debian's dovecot-imapd is missing: sh tools/browser.sh installs it"
    run = Path(tempfile.mkdtemp(prefix="dovecot-"))
    run.chmod(0o755)
    mail = run / "mail"
    mail.mkdir()
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", run / "key.pem", "-out", run / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    (run / "users").write_text(f"{LOGIN}:{{PLAIN}}{PASSWORD}\n")
    (run / "dovecot.conf").write_text(WORKS.format(run=run, mail=mail, port=port, user=_user(), group=_group()))
    served = Dovecot(port, run / "cert.pem", mail)
    served.deliver("")
    process = subprocess.Popen(
        [PROGRAM, "-F", "-c", run / "dovecot.conf"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        _wait(served, process)
        yield served
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(run, ignore_errors=True)


def _wait(served: Dovecot, process: subprocess.Popen[bytes]) -> None:
    context = ssl.create_default_context(cafile=str(served.certificate))
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with (
                socket.create_connection(("127.0.0.1", served.port), 2) as plain,
                context.wrap_socket(plain, server_hostname="localhost") as secure,
            ):
                if secure.recv(100).startswith(b"* OK"):
                    return
        except OSError:
            time.sleep(0.1)
    process.terminate()
    log = served.certificate.with_name("log")
    raise AssertionError(process.communicate()[0].decode() + (log.read_text() if log.exists() else ""))
