-- Deals: when they were opened, and when they were won or lost.
select
  day, account, created_on as happened_on, cast(null as timestamptz) as happened_at, 'deal' as kind, 'us' as side,
  'deal' as proof_kind, ref, cast(null as varchar) as person, '' as who, 'opened' as detail, name as says, amount,
  'money' as unit, cast(null as varchar) as thread
from deals_as_of
where created_on is not null
union all
select
  day, account, closed_on, cast(null as timestamptz), 'deal', 'client', 'deal', ref, cast(null as varchar), '', outcome,
  name, amount, 'money', cast(null as varchar)
from deals_as_of
where closed_on is not null and outcome in ('won', 'lost')
