"""Notes that our own people wrote about a firm."""

from comity.tables.base import DAY, TEXT, Column, Table

ON_CALL = "telephone log"  # the kind of a note that stood beside a call in its log


def note_of_call(row_id: str) -> str:
    """The key of what was noted of a call."""
    return f"call/{row_id[:12]}"


TABLE = Table(
    name="notes",
    means="one note of ours",
    key=("crm", "note_id"),
    known_on="written_on",
    telling=("author", "company", "person", "text"),
    called="text",
    columns=(
        Column("crm", TEXT, "which system: the form it was read by"),
        Column("note_id", TEXT, "the CRM's own key"),
        Column("written_on", DAY, "the day it was written"),
        Column("kind", TEXT, "call, meeting, note ... as written; 'telephone log' beside a call"),
        Column("company", TEXT, "the firm's name as written"),
        Column("company_id", TEXT, "the CRM's key of that firm"),
        Column("person", TEXT, "whom it is about"),
        Column("author", TEXT, "our person who wrote it"),
        Column("text", TEXT, "what it says; a client's sentence quoted in it is second hand"),
    ),
)
