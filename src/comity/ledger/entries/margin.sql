-- What each quarter left after wages, goods and our own hours: margin is what they gave, a loss what they took. The
-- largest invoice of the quarter stands as its proof.
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
    select
      day,
      account,
      cast(date_trunc('quarter', issued_on) as date) as happened_on,
      sum(amount) over (partition by day, account, date_trunc('quarter', issued_on)) as revenue,
      ref,
      row_number() over (partition by day, account, date_trunc('quarter', issued_on) order by amount desc, ref) as place
    from invoices_as_of
  ) i
  left join (
    select day, account, cast(date_trunc('quarter', spent_on) as date) as happened_on, sum(amount) as cost
    from labour_as_of group by day, account, cast(date_trunc('quarter', spent_on) as date)
  ) l on l.account = i.account and l.happened_on = i.happened_on and l.day = i.day
  left join (
    select day, account, cast(date_trunc('quarter', worked_on) as date) as happened_on, sum(cost) as cost
    from hours_as_of group by day, account, cast(date_trunc('quarter', worked_on) as date)
  ) h on h.account = i.account and h.happened_on = i.happened_on and h.day = i.day
  where i.place = 1
) as by_quarter
where amount is not null
