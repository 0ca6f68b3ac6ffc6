"""Raw messages and files of them, for tests."""

from __future__ import annotations

from pathlib import Path

from comity.sources import Export, Reject, Row, mail
from comity.sources.folder import walk
from comity.sources.mail.message import Piece, outcome
from comity.tables import Values
from tests.sources.exports import Read

SAMPLES = Path(__file__).parent / "samples"
HEADER = (
    "From: Noor Idris <noor@milldale.example>\n"
    "To: Tessa Brook <tessa@brookovens.example>\n"
    "Date: Tue, 4 Mar 2025 09:15:01 +0100\n"
    "Subject: Deck oven 3\n"
    "Message-ID: <oven3@milldale.example>\n"
)


def raw(*lines: str, body: str | bytes = "", header: str = HEADER) -> bytes:
    """A message of the usual header, further header lines, and a body; raw bytes may stand in the body."""
    head = header + "".join(f"{line}\n" for line in lines)
    return head.encode() + b"\n" + (body.encode() if isinstance(body, str) else body)


def row(message: bytes, envelope: str = "") -> Row:
    """The row that a raw message gives; it must give one."""
    found = outcome(Piece(message, "message", envelope))
    assert isinstance(found, Row), found
    return found


def told(message: bytes, envelope: str = "") -> Values:
    """The values of the row that a raw message gives."""
    return row(message, envelope).values


def body(message: bytes) -> str:
    """The body that is read of a raw message."""
    return str(told(message)["body"])


def rejected(message: bytes) -> Reject:
    """The reject that a raw message gives; it must give one."""
    found = outcome(Piece(message, "message"))
    assert isinstance(found, Reject), found
    return found


def exports(folder: Path) -> list[Export]:
    """All files of a folder as exports."""
    found = [item for item in walk(folder) if isinstance(item, Export)]
    assert found, f"{folder} is empty"
    return found


def read_folder(folder: Path) -> Read:
    """What all the mail files of a folder give."""
    found = Read()
    for export in exports(folder):
        if mail.detect(export):
            for each in mail.read(export):
                found.add(each)
    return found


def read_file(folder: Path, name: str, content: bytes) -> Read:
    """What a file of this name and content gives, wherever below `folder` its name puts it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    found = Read()
    for each in mail.read(next(export for export in exports(folder) if export.path == path)):
        found.add(each)
    return found


def is_mail(folder: Path, name: str, content: bytes) -> bool:
    """Whether a file of this name and content is taken for mail."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return mail.detect(next(export for export in exports(folder) if export.path == path))


def labels(found: Row) -> list[str]:
    """What a message was filed under."""
    return [str(filing.values["label"]) for filing in found.also]
