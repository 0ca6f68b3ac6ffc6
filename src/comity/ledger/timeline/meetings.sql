-- Meetings; the detail says whether they were held, called off, or declined by all.
select
  day, account, starts_on as happened_on, cast(null as timestamptz) as happened_at, 'meeting' as kind,
  coalesce(case when cancelled then cancelled_by end, called_by) as side,
  'meeting' as proof_kind, ref, cast(null as varchar) as person, who,
  case when cancelled then 'called_off' when declined then 'declined' else 'held' end as detail, summary as says,
  cast(null as double) as amount, cast(null as varchar) as unit, cast(null as varchar) as thread
from meetings_as_of
