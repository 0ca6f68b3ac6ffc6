"""Whose word comes next: since when something of ours waits for an answer, and by when they promised one.

We wait as long as nobody of theirs answered in that conversation, nor anywhere within five days (as for questions that
got no answer: `unanswered_as_of`). Whoever asked us something since we last wrote waits for us, whatever else is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from comity.engine import Engine

ASKED_WAIT = dt.timedelta(days=14)  # how long we wait for an answer to a question or an offer of ours
PROMISED_WAIT = dt.timedelta(days=31)  # what they promised for later than that is no answer that we wait for

# An offer of ours by its subject, or by the first thing that it says, in the languages that are read.
_OFFER = (
    "(^|[^a-z])(offer|quote|quotation|proposal|estimate|offerte|voorstel|devis|offre|presupuesto|oferta|propuesta)"
    "([^a-z]|$)|angebot|kostenvoranschlag"
)
_OUR_OFFER = (
    "(^|[^a-z])(our|my|an?|the) ([a-z]+ )?([a-z]+ )?(offer|quote|quotation|proposal|estimate)([^a-z]|$)"
    "|(^|[^a-z])((unser|mein|ein|das) ([a-z]+ )?[a-z]*(angebot|kostenvoranschlag)"
    "|(notre|mon|une?|le|l.) ?([a-z]+ )?(devis|offre|proposition)"
    "|(onze|ons|mijn|een|de|het) ([a-z]+ )?(offerte|voorstel)"
    "|(nuestr[ao]|mi|una?|el|la) ([a-z]+ )?(presupuesto|oferta|propuesta))([^a-z]|$)"
)
# What stands in the answer to one, or in the thanks for an order.
_REPLIES = "^ *(re|aw|antw|antwort|sv|rif|res|fw|fwd|wg|tr|doorst) *:"
_THANKS = (
    "(^|[^a-z])(thank|thanks|accept|accepted|accepting|dank|danke|bedankt|merci|gracias|angenommen|accept.)([^a-z]|$)"
)

# Whoever asked us something since we last wrote.
_OPEN_TO_US = """
select distinct c.account
from mail_as_of c
left join (
  select account, max(sent_at) as wrote_at from mail_as_of where day = date '{day}' and said_by = 'us' group by account
) o on o.account = c.account
where c.day = date '{day}' and c.said_by = 'client' and c.asks and c.sent_on > date '{day}' - interval {asked} day
  and (o.wrote_at is null or c.sent_at > o.wrote_at)
"""
_ASKED = f"""
with ours as (
  select m.account, m.thread, m.ref, m.sent_at, m.sent_on
  from mail_as_of m
  left join (
    select distinct t.account, t.ref
    from talk_as_of t
    join (
      select account, thread, min(sent_at) as began_at from mail_as_of
      where day = date '{{day}}' and said_by = 'client' group by account, thread
    ) b on b.account = t.account and b.thread = t.thread
    join mail_as_of w on w.day = t.day and w.account = t.account and w.ref = t.ref and w.sent_at > b.began_at
    where t.day = date '{{day}}' and t.said_by = 'us' and t.label = 'pitch'
  ) p on p.account = m.account and p.ref = m.ref
  where m.day = date '{{day}}' and m.said_by = 'us' and m.sent_on > date '{{day}}' - interval {{asked}} day
    and (
      m.asks or p.ref is not null
      or (regexp_matches(lower(coalesce(m.subject, '')), '{_OFFER}')
        and not regexp_matches(lower(coalesce(m.subject, '')), '{_REPLIES}'))
      or (regexp_matches(lower(coalesce(m.first_words, '')), '{_OUR_OFFER}')
        and not regexp_matches(lower(coalesce(m.first_words, '')), '{_THANKS}'))
    )
),
answered as (
  select distinct o.account, o.ref
  from ours o
  join mail_as_of c
    on c.account = o.account and c.sent_at > o.sent_at
    and (c.thread = o.thread or c.sent_on <= o.sent_on + interval 5 day)
  where c.day = date '{{day}}' and c.said_by = 'client'
)
select o.account, max(o.sent_on) as on_day
from ours o
left join answered a on a.account = o.account and a.ref = o.ref
left join ({_OPEN_TO_US}) w on w.account = o.account
where a.ref is null and w.account is null
group by o.account
"""
_PROMISED = f"""
select p.account, min(p.due_on) as on_day
from promises_as_of p
left join (
  select m.account, m.ref, min(o.sent_at) as asked_at
  from mail_as_of m
  join mail_as_of o on o.day = m.day and o.account = m.account and o.thread = m.thread and o.sent_at < m.sent_at
  where m.day = date '{{day}}' and m.said_by = 'client' and o.said_by = 'us'
  group by m.account, m.ref
) m on m.account = p.account and m.ref = p.ref
left join ({_OPEN_TO_US}) w on w.account = p.account
where p.day = date '{{day}}' and p.said_by = 'client' and p.outcome = 'open'
  and p.due_on >= date '{{day}}' and p.due_on <= date '{{day}}' + interval {{promised}} day
  and (p.kind <> 'message' or m.ref is not null) and w.account is null
group by p.account
"""


def asked(engine: Engine, day: dt.date) -> Mapping[str, dt.date]:
    """By account, the day of our newest question or offer that is fresh and has no answer.

    What tries to sell and follows on nothing of theirs is no offer that anybody owes an answer.
    """
    return _days(engine, _ASKED, day)


def promised(engine: Engine, day: dt.date) -> Mapping[str, dt.date]:
    """By account, the next day by which they promised something in answer to us that is open and not yet due."""
    return _days(engine, _PROMISED, day)


def _days(engine: Engine, sql: str, day: dt.date) -> Mapping[str, dt.date]:
    told = sql.format(day=day, asked=ASKED_WAIT.days, promised=PROMISED_WAIT.days)
    return dict(engine.rows(told))
