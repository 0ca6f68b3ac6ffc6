-- Telephone calls; the detail is the direction.
select
  day, account, called_on as happened_on, cast(null as timestamptz) as happened_at, 'call' as kind,
  case when direction = 'out' then 'us' else 'client' end as side,
  'call' as proof_kind, ref, person, who, direction as detail, '' as says,
  case when seconds > 0 then seconds / 60.0 end as amount, 'minutes' as unit, cast(null as varchar) as thread
from calls_as_of
