-- Mail both ways, by its subject.
select
  day, account, sent_on as happened_on, sent_at as happened_at, 'mail' as kind, said_by as side,
  'message' as proof_kind, ref, person, who, '' as detail, subject as says,
  cast(null as double) as amount, cast(null as varchar) as unit, thread
from mail_as_of
