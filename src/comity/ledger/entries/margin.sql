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
    i.revenue
      - case when k.account is null then 0 else k.credited end
      - case when l.account is null then 0 else l.cost end
      - case when h.account is null then 0 else h.cost end as amount,
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
      day, account, cast(date_trunc('quarter', issued_on) as date) as happened_on,
      case when count(amount) = count(*) then sum(amount) end as credited
    from credits_as_of group by day, account, cast(date_trunc('quarter', issued_on) as date)
  ) k on k.account = i.account and k.happened_on = i.happened_on and k.day = i.day
  left join (
    select
      day, account, cast(date_trunc('quarter', spent_on) as date) as happened_on,
      case when count(amount) = count(*) then sum(amount) end as cost
    from labour_as_of group by day, account, cast(date_trunc('quarter', spent_on) as date)
  ) l on l.account = i.account and l.happened_on = i.happened_on and l.day = i.day
  left join (
    select
      day, account, cast(date_trunc('quarter', worked_on) as date) as happened_on,
      case when count(cost) = count(*) then sum(cost) end as cost
    from hours_as_of group by day, account, cast(date_trunc('quarter', worked_on) as date)
  ) h on h.account = i.account and h.happened_on = i.happened_on and h.day = i.day
  join channels_as_of c on c.day = i.day and c.account = i.account and c.hours
  join hours_began b on b.with_money or b.hours_from <= i.happened_on + interval 1 month
  where i.place = 1
) as by_quarter
where amount is not null
