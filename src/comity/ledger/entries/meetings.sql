-- Meetings held with somebody senior, and meetings called off, by who called them off; of one called off by nobody
-- known nothing is told.
select
  day,
  account,
  starts_on as happened_on,
  case when cancelled and cancelled_by = 'us' then 'we' else 'they' end as side,
  case when cancelled or declined then 'took' else 'gave' end as flow,
  case when cancelled or declined then 'meeting_called_off' else 'senior_meeting' end as kind,
  cast(null as double) as amount,
  cast(null as varchar) as unit,
  'meeting' as proof_kind,
  ref,
  coalesce(called_by, 'us') as said_by,
  who,
  summary as quote
from meetings_as_of
where declined or (cancelled and cancelled_by is not null) or (level >= 5 and not cancelled)
