-- What each quarter left after credits, wages, goods and our own hours, as the page of hours and margin tells it: margin
-- is what they gave, a loss what they took. The largest invoice of the quarter stands as its proof. Nothing is told of a quarter of which a part is not known: a client
-- of whom no hours were ever read, a quarter before our time sheets began.
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
    i.revenue - case when s.account is null then 0 else s.spent end as amount,
    i.ref
  from (
    select
      day,
      account,
      cast(date_trunc('quarter', issued_on) as date) as happened_on,
      case
        when count(amount) over (partition by day, account, date_trunc('quarter', issued_on))
          = count(*) over (partition by day, account, date_trunc('quarter', issued_on))
        then sum(amount) over (partition by day, account, date_trunc('quarter', issued_on))
      end as revenue,
      ref,
      row_number() over (partition by day, account, date_trunc('quarter', issued_on) order by amount desc, ref) as place
    from invoices_as_of
  ) i
  left join (
    select
      day, account, cast(date_trunc('quarter', on_day) as date) as happened_on,
      case when count(amount) = count(*) then sum(amount) end as spent
    from (
      select day, account, issued_on as on_day, amount from credits_as_of
      union all
      select day, account, spent_on as on_day, amount from labour_as_of
      union all
      select day, account, worked_on as on_day, cost as amount from hours_as_of
    ) as part
    group by day, account, cast(date_trunc('quarter', on_day) as date)
  ) s on s.account = i.account and s.happened_on = i.happened_on and s.day = i.day
  join channels_as_of c on c.day = i.day and c.account = i.account and c.hours
  join hours_began b on b.with_money or b.hours_from <= i.happened_on + interval 1 month
  where i.place = 1
) as by_quarter
where amount is not null
