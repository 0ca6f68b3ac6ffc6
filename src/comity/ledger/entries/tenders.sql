-- What they put out to tender, by the name of the deal, and whom they chose.
select
  day,
  account,
  coalesce(closed_on, created_on, day) as happened_on,
  'they' as side,
  case when outcome = 'won' then 'gave' else 'took' end as flow,
  case when outcome = 'won' then 'tender_won' else 'tender_lost' end as kind,
  amount,
  'money' as unit,
  'deal' as proof_kind,
  ref,
  'us' as said_by,
  '' as who,
  name as quote
from deals_as_of
where tendered and outcome in ('won', 'lost')
