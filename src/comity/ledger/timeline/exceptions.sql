-- What was asked or granted beyond the agreement, each way: one row a message and kind.
select
  day, account, said_on as happened_on, cast(null as timestamptz) as happened_at, 'exception' as kind, said_by as side,
  kind as proof_kind, ref, min(person) as person, min(who) as who, label as detail,
  arg_max(quote, probability) as says, cast(null as double) as amount, cast(null as varchar) as unit,
  cast(null as varchar) as thread
from talk_as_of
where (said_by = 'us' and label = 'concession') or (said_by = 'client' and label in ('flexibility', 'free_work'))
group by day, account, said_on, said_by, kind, ref, label
