-- What each quarter left after wages, goods and our own hours: margin is what they gave, a loss what they took.
select
  day,
  account,
  happened_on,
  'they' as side,
  case when amount >= 0 then 'gave' else 'took' end as flow,
  'margin' as kind,
  amount,
  'money' as unit,
  'invoice' as proof_kind,
  ref,
  'us' as said_by,
  '' as who,
  '' as quote
from (
  select
    i.day,
    i.account,
    i.happened_on,
    i.revenue - coalesce(l.cost, 0) - coalesce(h.cost, 0) as amount,
    i.ref
  from (
    select day, account, cast(date_trunc('quarter', issued_on) as date) as happened_on, sum(amount) as revenue,
      arg_max(ref, amount) as ref
    from invoices_as_of group by day, account, cast(date_trunc('quarter', issued_on) as date)
  ) i
  left join (
    select day, account, cast(date_trunc('quarter', spent_on) as date) as happened_on, sum(amount) as cost
    from labour_as_of group by day, account, cast(date_trunc('quarter', spent_on) as date)
  ) l on l.account = i.account and l.happened_on = i.happened_on and l.day = i.day
  left join (
    select day, account, cast(date_trunc('quarter', worked_on) as date) as happened_on, sum(cost) as cost
    from hours_as_of group by day, account, cast(date_trunc('quarter', worked_on) as date)
  ) h on h.account = i.account and h.happened_on = i.happened_on and h.day = i.day
) as by_quarter
