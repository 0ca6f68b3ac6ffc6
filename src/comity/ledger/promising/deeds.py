"""What later words say of a promise: done, late, missed, asked for again, given back; in the five languages."""

from __future__ import annotations

from comity.ledger.promising.cues import cue

DONE = cue("deeds", "done")
ANNOUNCED = cue("deeds", "announced")
UNDONE = cue("deeds", "undone")
LATE = cue("deeds", "late")
LACK = cue("deeds", "lack")
RECEIVED = cue("deeds", "received")
TARDY = cue("deeds", "tardy")
AMISS = cue("deeds", "amiss")
AWAITS = cue("deeds", "awaits")
NOTED = cue("deeds", "noted")
PUT_OFF = cue("deeds", "put_off")
GONE = cue("deeds", "gone")
THE_DATE = cue("deeds", "the_date")
WONDERS = cue("deeds", "wonders")
RELEASED = cue("deeds", "released")
MET = cue("deeds", "met")
RUNG = cue("deeds", "rung")
FORGIVES = cue("deeds", "forgives")
CREDIT = cue("deeds", "credit")
MEETS = cue("deeds", "meets")
CALLS = cue("deeds", "calls")
PAYS = cue("deeds", "pays")
MISSING = cue("deeds", "missing")
OWED = cue("deeds", "owed")
