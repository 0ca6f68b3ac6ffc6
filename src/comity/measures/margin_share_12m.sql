-- margin_share_12m | share | window 12m | side they | from money
-- Margin after the cost to serve, as a share of what was invoiced in the last year. Null where money or hours were not read.
-- says: Of what we invoiced in the last year, {share} was left after the cost to serve; typical is {typical_share}.
select day, account, (revenue - cost) / nullif(revenue, 0) as value
from (
  select
    c.day,
    c.account,
    coalesce(i.amount, 0) - coalesce(k.amount, 0) as revenue,
    coalesce(l.amount, 0) + coalesce(h.cost, 0) as cost
  from channels_as_of c
  left join (
    select day, account, sum(amount) as amount from invoices_as_of where issued_on > day - interval 12 month group by day, account
  ) i on i.day = c.day and i.account = c.account
  left join (
    select day, account, sum(amount) as amount from credits_as_of where issued_on > day - interval 12 month group by day, account
  ) k on k.day = c.day and k.account = c.account
  left join (
    select day, account, sum(amount) as amount from labour_as_of where spent_on > day - interval 12 month group by day, account
  ) l on l.day = c.day and l.account = c.account
  left join (
    select day, account, sum(cost) as cost from hours_as_of where worked_on > day - interval 12 month group by day, account
  ) h on h.day = c.day and h.account = c.account
  where c.money and c.hours
) as year
where revenue > 0
-- proof
select day, account, 'invoice' as kind, ref, issued_on as happened_on, 'us' as said_by, '' as who, memo as quote, amount as weight
from invoices_as_of
where issued_on > day - interval 12 month
