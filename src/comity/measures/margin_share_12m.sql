-- margin_share_12m | share | window 12m | side they | from money
-- Margin after the cost to serve (wages, goods, our own hours), as a share of what was invoiced in the last year after
-- credits. Null where nothing was (not a cent), money or hours were not read, or an amount or what an hour costs is not
-- known.
-- says: Of what we invoiced in the last year, {left} was left after the cost to serve; typical is {typical_left}.
select day, account, sum(invoiced - credited - labour - cost) / sum(invoiced - credited) as value
from halves_as_of
group by day, account
having count(invoiced - credited - labour - cost) = 2 and sum(invoiced - credited) >= 0.005
-- proof
select
  day, account, 'invoice' as kind, ref, issued_on as happened_on, 'us' as said_by, '' as who, memo as quote,
  amount as weight
from invoices_as_of
where amount is not null and issued_on > day - interval 12 month
union all
select
  day, account, 'hours' as kind, ref, cast(date_trunc('month', worked_on) as date) as happened_on, 'us' as said_by,
  '' as who,
  cast(cast(of_month as decimal(10, 0)) as varchar) || ' h' || case when memo <> '' then ' · ' || memo else '' end as quote,
  cost_of_month as weight
from (
  select
    day, account, ref, worked_on, coalesce(memo, project, '') as memo,
    sum(hours) over (partition by day, account, date_trunc('month', worked_on)) as of_month,
    sum(cost) over (partition by day, account, date_trunc('month', worked_on)) as cost_of_month,
    row_number() over (partition by day, account, date_trunc('month', worked_on) order by hours desc, ref) as place
  from hours_as_of
  where worked_on > day - interval 12 month
) as by_month
where place = 1 and cost_of_month > 0
