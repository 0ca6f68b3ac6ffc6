-- Hours of our own people, one row a day; the longest entry stands for it, and its page shows the others.
select
  day, account, worked_on as happened_on, cast(null as timestamptz) as happened_at, 'hours' as kind, 'us' as side,
  'hours' as proof_kind, arg_max(ref, hours) as ref, cast(null as varchar) as person, case when count(distinct who) = 1 then min(who) else '' end as who,
  '' as detail, arg_max(coalesce(memo, project, ''), hours) as says, sum(hours) as amount, 'hours' as unit,
  cast(null as varchar) as thread
from hours_as_of
group by day, account, worked_on
