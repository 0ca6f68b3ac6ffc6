-- Hours of our own people, month by month; the longest entry of the month stands as its proof.
select
  day,
  account,
  happened_on,
  'we' as side,
  'gave' as flow,
  'hours' as kind,
  amount,
  'hours' as unit,
  'hours' as proof_kind,
  ref,
  'us' as said_by,
  who,
  quote
from (
  select
    day,
    account,
    cast(date_trunc('month', worked_on) as date) as happened_on,
    sum(hours) over (partition by day, account, date_trunc('month', worked_on)) as amount,
    ref,
    who,
    coalesce(memo, project, '') as quote,
    row_number() over (partition by day, account, date_trunc('month', worked_on) order by hours desc, ref) as place
  from hours_as_of
) as by_month
where place = 1
