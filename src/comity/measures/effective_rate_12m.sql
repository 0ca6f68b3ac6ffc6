-- effective_rate_12m | rate | window 12m | side they | from money
-- What is left of the last year's invoices after credits, wages and goods, for each hour of our own people.
-- says: Each hour of ours brought {value} in the last year; typical is {typical}.
select
  h.day,
  h.account,
  (i.amount - coalesce(k.amount, 0) - coalesce(l.amount, 0)) / nullif(h.hours, 0) as value
from (
  select day, account, sum(hours) as hours from hours_as_of
  where worked_on > day - interval 12 month group by day, account
) h
join (
  select day, account, sum(amount) as amount from invoices_as_of
  where issued_on > day - interval 12 month group by day, account
) i on i.day = h.day and i.account = h.account
left join (
  select day, account, sum(amount) as amount from credits_as_of
  where issued_on > day - interval 12 month group by day, account
) k on k.day = h.day and k.account = h.account
left join (
  select day, account, sum(amount) as amount from labour_as_of
  where spent_on > day - interval 12 month group by day, account
) l on l.day = h.day and l.account = h.account
