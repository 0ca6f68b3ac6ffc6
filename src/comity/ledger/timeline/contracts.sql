-- Contracts by the day they are dated; those without a day are not on the line.
select
  d.day, c.account, c.dated_on as happened_on, cast(null as timestamptz) as happened_at, 'contract' as kind,
  cast(null as varchar) as side, 'contract' as proof_kind, c.ref, cast(null as varchar) as person, '' as who,
  '' as detail, c.ref as says, c.hours_month as amount, case when c.hours_month is not null then 'hours a month' end as unit,
  cast(null as varchar) as thread
from account_days d
join contracts c on c.account = d.account and c.dated_on <= d.day
