-- What each quarter left after credits, wages, goods and our own hours, as the page of hours and margin tells it: margin
-- is what they gave, a loss what they took. The largest invoice of the quarter stands as its proof, else the dearest
-- hours. Nothing is told of a quarter of which a part is not known: a client of whom no hours were ever read, a quarter
-- before our time sheets began. One in which nothing was invoiced is told once it is over and where the year until then
-- left a loss as well: who pays for a year at once takes nothing in between, nor who was no client yet.
select
  q.day,
  q.account,
  q.happened_on,
  'they' as side,
  case when q.amount >= 0 then 'gave' else 'took' end as flow,
  'margin' as kind,
  q.amount,
  'money' as unit,
  p.proof_kind,
  p.ref,
  'us' as said_by,
  p.who,
  p.quote
from (
  select
    day, account, happened_on, amount, invoiced,
    sum(amount) over (partition by day, account order by number range between 3 preceding and current row) as of_year,
    min(case when invoiced then number end) over (partition by day, account) < number as known
  from (
    select
      day,
      account,
      cast(date_trunc('quarter', on_day) as date) as happened_on,
      cast(date_part('year', on_day) * 4 + date_part('quarter', on_day) as integer) as number,
      count(*) filter (where what = 'invoice') > 0 as invoiced,
      case when count(amount) = count(*) then sum(amount) end as amount
    from (
      select day, account, issued_on as on_day, 'invoice' as what, amount from invoices_as_of
      union all
      select day, account, issued_on as on_day, 'credit' as what, -amount as amount from credits_as_of
      union all
      select day, account, spent_on as on_day, 'labour' as what, -amount as amount from labour_as_of
      union all
      select day, account, worked_on as on_day, 'hours' as what, -cost as amount from hours_as_of
    ) as part
    group by
      day, account, cast(date_trunc('quarter', on_day) as date),
      cast(date_part('year', on_day) * 4 + date_part('quarter', on_day) as integer)
  ) as by_quarter
) as q
join (
  select
    day, account, cast(date_trunc('quarter', on_day) as date) as happened_on, proof_kind, ref, who, quote,
    row_number() over (
      partition by day, account, date_trunc('quarter', on_day) order by proof_kind desc, amount desc, ref
    ) as place
  from (
    select day, account, issued_on as on_day, 'invoice' as proof_kind, ref, '' as who, '' as quote, amount
    from invoices_as_of
    union all
    select
      day, account, worked_on as on_day, 'hours' as proof_kind, ref, who, coalesce(memo, project, '') as quote,
      cost as amount
    from hours_as_of
  ) as fact
) as p on p.day = q.day and p.account = q.account and p.happened_on = q.happened_on and p.place = 1
join channels_as_of c on c.day = q.day and c.account = q.account and c.hours
join hours_began b on b.with_money or b.hours_from <= q.happened_on + interval 1 month
where q.amount is not null and (
  q.invoiced
  or q.known and q.amount < 0 and q.of_year < 0 and q.happened_on + interval 3 month <= q.day + interval 1 day
)
