"""The sample mailboxes beside this file, read as a whole."""

from __future__ import annotations

import json

from comity.sources import Row, mail, source_of
from tests.sources.mail import golden
from tests.sources.mail.messages import SAMPLES, exports


def test_the_sample_mailboxes_read_as_they_were_looked_at() -> None:
    assert json.loads(golden.as_text()) == json.loads(golden.GOLDEN.read_text(encoding="utf-8"))


def test_control_files_of_mail_programs_are_no_mail() -> None:
    unknown = {export.name for export in exports(SAMPLES) if not mail.detect(export)}
    assert unknown == {"Thunderbird/Inbox.msf", "Maildir/dovecot-uidlist", "Maildir/maildirfolder"}


def test_the_registry_finds_this_source_for_mail() -> None:
    mbox = next(export for export in exports(SAMPLES) if export.name.endswith(".mbox"))
    source = source_of(mbox)
    assert source is not None
    assert source.KIND == "mail"


def test_progress_tells_the_bytes_behind_each_message() -> None:
    mbox = next(export for export in exports(SAMPLES) if export.name.endswith(".mbox"))
    done = [outcome.done for outcome in mail.read(mbox) if isinstance(outcome, Row)]
    assert done == sorted(done)
    assert done[-1] == mbox.size
