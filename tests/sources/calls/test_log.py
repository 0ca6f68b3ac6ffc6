"""Telephone logs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comity.sources.directions import direction_of
from comity.sources.values import Unreadable
from tests.sources.tables import kind_of, read_text


def test_a_voip_log_tells_both_numbers_and_which_way(tmp_path: Path) -> None:
    text = (
        "Start Time,Direction,From,To,Duration,Recording\n"
        "06/13/2025 08:45 AM,Outbound,+4722555001,+4722555010,0:03:30,No\n"
        "06/13/2025 05:05 PM,Inbound,+4722555010,+4722555001,0:11:54,Yes\n"
        "06/13/2025 06:00 PM,Inbound,+4722555010,+4722555001,0:00:00,\n"
    )
    out, into, missed = read_text(tmp_path, text).values
    assert (out["direction"], out["their_number"], out["our_number"]) == ("out", "+4722555010", "+4722555001")
    assert (into["direction"], into["their_number"], into["seconds"]) == ("in", "+4722555010", 714)
    assert into["called_at"] == dt.datetime(2025, 6, 13, 17, 5, tzinfo=dt.UTC)
    assert into["called_on"] == dt.date(2025, 6, 13)
    assert (into["recorded"], missed["recorded"]) == (True, None)
    assert missed["direction"] == "missed"


def test_a_log_of_an_exchange_with_day_and_time_apart_is_read(tmp_path: Path) -> None:
    text = (
        "Datum;Uhrzeit;Richtung;Rufnummer;Name;Dauer\n13.06.2025;21:35:40;ausgehend;022555010;Optik Brandt;00:04:20\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["direction"], row["their_name"], row["seconds"]) == ("out", "Optik Brandt", 260)
    assert row["called_at"] == dt.datetime(2025, 6, 13, 21, 35, 40, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        ("date (TZ offset incl.),time (TZ offset incl.),datetime (UTC)", "2025-06-13,19:10:00,2025-06-14 02:10:00"),
        ("datetime (UTC),date (TZ offset incl.)", "2025-06-14T02:10:00Z,2025-06-13T19:10:00-07:00"),
        ("Start time (UTC),Start time", "2025-06-14 02:10,2025-06-13 19:10"),
    ],
)
def test_of_a_clock_of_the_place_and_one_of_utc_the_first_tells_the_day(heads: str, cells: str, tmp_path: Path) -> None:
    text = f"{heads},direction,from,to,duration (in call)\n{cells},inbound,+4722555010,+4722555001,95\n"
    assert read_text(tmp_path, text).only["called_on"] == dt.date(2025, 6, 13)


def test_a_log_of_utc_alone_is_read_by_it(tmp_path: Path) -> None:
    text = "datetime (UTC),direction,from,to,duration\n2025-06-14 02:10,inbound,+4722555010,+4722555001,95\n"
    assert read_text(tmp_path, text).only["called_on"] == dt.date(2025, 6, 14)


@pytest.mark.parametrize(
    ("word", "result", "seconds", "direction"),
    [
        ("In", None, 5, "in"),
        ("Incoming", "Call connected", 5, "in"),
        ("Incoming", "Missed", 0, "missed"),
        ("Inbound", "Voicemail", 20, "missed"),
        ("Outgoing", "No Answer", 0, "out"),
        ("Missed call", None, None, "missed"),
        ("Entgangen", None, None, "missed"),
        ("Gemist", None, None, "missed"),
        ("Uit", None, 5, "out"),
        ("entrant", None, 5, "in"),
        ("sortant", None, 5, "out"),
        ("appel manqué", None, 0, "missed"),
    ],
)
def test_the_words_of_a_log_tell_which_way_a_call_went(
    word: str, result: str | None, seconds: int | None, direction: str
) -> None:
    assert direction_of(word, result, seconds) == direction


@pytest.mark.parametrize(
    ("way", "result", "seconds"),
    [
        ("Outbound", "No Answer", 0),
        ("Outbound", "Busy", 0),
        ("Outbound", "Left voicemail", 0),
        ("Outbound", "Hang Up", 0),
        ("Outbound", "Answered", 45),
        ("Outbound", "Declined", 45),  # what was offered, on a call that was
        ("Inbound", "Voicemail", 0),
        ("Missed", "", 0),
    ],
)
def test_what_rang_or_spoke_to_a_machine_is_no_time_in_which_they_spoke(
    way: str, result: str, seconds: int, tmp_path: Path
) -> None:
    text = f"Date,Direction,From,To,Duration,Result\n2025-06-13 08:45,{way},+4722555001,+4722555010,0:00:45,{result}\n"
    assert read_text(tmp_path, text).only["seconds"] == seconds


def test_faxes_and_messages_are_left_out_and_told(tmp_path: Path) -> None:
    head = "Type,Direction,From,To,Date,Action Result,Duration\n"
    line = "{},Outgoing,101,+4722555010,2025-06-13 08:45,Sent,0:01:31\n"
    read = read_text(tmp_path, head + "".join(map(line.format, ("Voice", "Fax", "SMS"))))
    assert len(read.rows) == 1
    assert [reject.reason for reject in read.rejects] == [
        "a fax or message, no call: left out. Nothing need be done."
    ] * 2


@pytest.mark.parametrize("word", ["Internal", "Internal call", "Intern", "interne oproep", "Interne", "Interna"])
def test_a_call_among_our_own_people_is_left_out_and_nothing_need_be_mended(word: str, tmp_path: Path) -> None:
    head = "Call Time,From,To,Direction,Status,Ringing,Talking\n"
    line = "2025-06-13 {},Nora (12),{},{},Answered,00:00:06,00:02:00\n"
    lines = line.format("08:45:00", "Optik Brandt (022555010)", "Outbound") + line.format("09:45:00", "Pia (13)", word)
    read = read_text(tmp_path, head + lines)
    assert [row["their_name"] for row in read.values] == ["Optik Brandt"]
    assert [reject.reason for reject in read.rejects] == [
        "a call among our own people: left out. Nothing need be done."
    ]


def test_one_column_may_tell_the_way_and_another_that_nobody_answered(tmp_path: Path) -> None:
    text = (
        "Date,Call Direction,Call Type,Contact Number,Duration\n"
        "2025-06-13 08:45,Inbound,Voicemail,+4722555010,25\n2025-06-13 09:45,Outbound,Missed,+4722555010,25\n"
    )
    assert [(row["direction"], row["seconds"]) for row in read_text(tmp_path, text).values] == [
        ("missed", 0), ("out", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lengths", "seconds"),
    [
        (("183000", "31000", "0"), [183, 31, 0]),  # longer than two days: no seconds
        (("65000", "31000", "0"), [65, 31, 0]),  # whole thousands, and one of eighteen hours
        (("183", "4000", "0"), [183, 4000, 0]),
        (("1000", "2000", "0"), [1000, 2000, 0]),
    ],
)
def test_lengths_in_milliseconds_are_told_by_the_whole_column(
    lengths: tuple[str, ...], seconds: list[int], tmp_path: Path
) -> None:
    lines = (f"2025-06-13 0{i}:45,Outbound,+4722555010,{told}\n" for i, told in enumerate(lengths))
    read = read_text(tmp_path, "Date,Direction,Number,Duration\n" + "".join(lines))
    assert [row["seconds"] for row in read.values] == seconds
    assert any("milliseconds" in said for said in read.said) == (seconds[0] != int(lengths[0]))


def test_the_lengths_of_dialpad_are_minutes_where_seconds_would_be_too_short(tmp_path: Path) -> None:
    head = "call_id,direction,external_number,internal_number,date_started,date_ended,talk_duration,name,email\n"
    line = "1,inbound,+1919555{},+19195550100,2025-06-13 09:40:00,2025-06-13 09:{},{},Ida,ida@us.example\n"
    minutes = head + line.format("0110", "43:30", "3.05") + line.format("0120", "42:10", "2")
    seconds = head + line.format("0110", "43:30", "183") + line.format("0120", "42:10", "2")
    assert [row["seconds"] for row in read_text(tmp_path, minutes).values] == [183, 120]
    assert [row["seconds"] for row in read_text(tmp_path, seconds).values] == [183, 2]


def test_a_call_within_the_house_is_no_call_with_a_client() -> None:
    with pytest.raises(Unreadable, match="among our own people"):
        direction_of("Internal", None, 5)


def test_a_call_without_number_and_name_is_rejected(tmp_path: Path) -> None:
    text = (
        "Start Time,Direction,From,To,Duration\n2025-06-13 08:45,Inbound,,,0:03:30\n2025-06-13 09:45,Inbound,1,2,0:03\n"
    )
    read = read_text(tmp_path, text)
    assert len(read.rows) == 1
    assert "neither a number nor a name" in read.rejects[0].reason


def test_the_call_list_of_a_fritzbox_has_numbers_for_types_and_hours_for_lengths(tmp_path: Path) -> None:
    text = (
        "sep=;\nTyp;Datum;Name;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer\n"
        "1;13.06.25 08:45;Optik Brandt;022555010;Ida;022555001;0:03\n"
        "2;13.06.25 09:45;;022555011;;022555001;0:00\n"
        "3;13.06.25 10:45;;022555012;Ida;022555001;1:10\n"
    )
    rows = read_text(tmp_path, text).values
    assert [(row["direction"], row["seconds"]) for row in rows] == [("in", 180), ("missed", 0), ("out", 4200)]
    assert rows[0]["our_number"] == "022555001"


def test_a_date_with_its_weekday_and_a_time_apart_is_read(tmp_path: Path) -> None:
    text = (
        "Direction,Type,Phone Number,Name,Date,Time,Action,Action Result,Duration\n"
        "Incoming,Voice,+4722,Per,Fri 06/13/2025,8:45 AM,Phone Call,Missed,0:00:31\n"
    )
    row = read_text(tmp_path, text).only
    assert (row["direction"], row["called_at"]) == ("missed", dt.datetime(2025, 6, 13, 8, 45, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    "text",
    [
        """Date,Time,Direction,Duration (min),Contact,Company,Our Person,Notes
2025-06-02,10:05,inbound,12,Per Lund,Fjord AS,Ida Holm,"Said ""we open in Bergen next spring""\"
""",
        """Datum;Uhrzeit;Richtung;Firma;Gesprächspartner;Mitarbeiter;Dauer (min);Notiz
02.06.2025;10:05;ein;Fjord AS;Per Lund;Ida Holm;12;"Said ""we open in Bergen next spring""\"
""",
    ],
)
def test_a_log_kept_by_hand_needs_no_numbers_and_what_was_noted_is_a_note_of_ours(tmp_path: Path, text: str) -> None:
    row = read_text(tmp_path, text).rows[0]
    assert (row.table, row.values["their_company"], row.values["seconds"]) == ("calls", "Fjord AS", 720)
    [note] = row.also
    assert (note.table, note.values["company"], note.values["person"]) == ("notes", "Fjord AS", "Per Lund")
    assert (note.values["author"], note.values["written_on"]) == ("Ida Holm", dt.date(2025, 6, 2))
    assert note.values["text"] == 'Said "we open in Bergen next spring"'


def test_a_call_of_which_nothing_was_noted_is_no_note(tmp_path: Path) -> None:
    text = "Date,Time,Direction,Duration (min),Contact,Company,Notes\n2025-06-02,10:05,out,1,Per Lund,Fjord AS,\n"
    assert read_text(tmp_path, text).rows[0].also == ()


@pytest.mark.parametrize(
    "text",
    [
        "Date,In/Out,Customer,Item,Time,Comment\n2025-06-02,out,Fjord AS,Crane,10:05,two pieces left the yard\n",
        "Date,Time,In/Out,Company,Name,Remarks\n2025-06-02,10:05,in,Fjord AS,Per Lund,badge 7\n",
        "Date,Direction,Client,Status,Remarks\n2025-06-02,in,Fjord AS,done,registered letter\n",
    ],
)
def test_stock_books_visitors_books_and_post_registers_are_no_logs_of_calls(tmp_path: Path, text: str) -> None:
    assert kind_of(tmp_path, text) != "calls"


NUMBERED = "Date,Time,Direction,Number,Name,Company,Duration,Notes\n"


def test_a_note_is_laid_to_the_firm_that_the_log_names_and_to_nobody_by_a_name(tmp_path: Path) -> None:
    text = f"{NUMBERED}2025-06-02,10:05,in,+49 30 1234567,Anna Brandt,,3:00,my sister comes for dinner\n"
    assert read_text(tmp_path, text).rows[0].also == ()


def test_a_note_is_known_by_its_call_so_that_a_later_export_of_it_counts(tmp_path: Path) -> None:
    first, later, other = (
        read_text(tmp_path, f"{NUMBERED}2025-06-02,{at},in,+47 22 33 44 55,Per Lund,Fjord AS,3:00,{note}\n").rows[0]
        for at, note in (("10:05", "left in May"), ("10:05", "left in May or June"), ("15:05", "left in May"))
    )
    assert first.also[0].values["note_id"] == later.also[0].values["note_id"] != other.also[0].values["note_id"]
