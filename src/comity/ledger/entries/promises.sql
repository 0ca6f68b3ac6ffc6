-- Promises that were kept or broken.
select
  day,
  account,
  made_on as happened_on,
  case when said_by = 'us' then 'we' else 'they' end as side,
  case when outcome = 'kept' then 'gave' else 'took' end as flow,
  case when outcome = 'kept' then 'promise_kept' else 'promise_broken' end as kind,
  cast(null as double) as amount,
  cast(null as varchar) as unit,
  kind as proof_kind,
  ref,
  said_by,
  who,
  quote
from promises_as_of
where outcome in ('kept', 'broken')
