-- Hours of our own people, month by month.
select
  day,
  account,
  cast(date_trunc('month', worked_on) as date) as happened_on,
  'we' as side,
  'gave' as flow,
  'hours' as kind,
  sum(hours) as amount,
  'hours' as unit,
  'hours' as proof_kind,
  arg_max(ref, hours) as ref,
  'us' as said_by,
  arg_max(who, hours) as who,
  arg_max(coalesce(memo, project, ''), hours) as quote
from hours_as_of
group by day, account, cast(date_trunc('month', worked_on) as date)
