-- Our own notes of the CRM; the detail is what kind of note it calls itself. Its words are read where the note lies.
select
  d.day, n.account, n.written_on as happened_on, cast(null as timestamptz) as happened_at, 'note' as kind, 'us' as side,
  'note' as proof_kind, n.ref, cast(null as varchar) as person, n.who, coalesce(n.kind, '') as detail,
  substr(n.text, 1, 160) as says, cast(null as double) as amount, cast(null as varchar) as unit,
  cast(null as varchar) as thread
from account_days d
join notes n on n.account = d.account and n.written_on <= d.day
