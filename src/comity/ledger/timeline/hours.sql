-- Hours of our own people, one row a person and day; the longest entry of the day stands for it.
select
  day, account, worked_on as happened_on, cast(null as timestamptz) as happened_at, 'hours' as kind, 'us' as side,
  'hours' as proof_kind, arg_max(ref, hours) as ref, cast(null as varchar) as person, coalesce(who, '') as who,
  '' as detail, arg_max(coalesce(memo, project, ''), hours) as says, sum(hours) as amount, 'hours' as unit,
  cast(null as varchar) as thread
from hours_as_of
group by day, account, worked_on, coalesce(who, '')
