-- turnover_12m | money | window 12m | side they | from money
-- Net of what we invoiced in the last year, credits taken off. Shown, never scored.
-- says: We invoiced {money} in the last year.
select c.day, c.account, coalesce(i.amount, 0) - coalesce(k.amount, 0) as value
from channels_as_of c
left join (
  select day, account, sum(amount) as amount from invoices_as_of
  where issued_on > day - interval 12 month group by day, account
) i on i.day = c.day and i.account = c.account
left join (
  select day, account, sum(amount) as amount from credits_as_of
  where issued_on > day - interval 12 month group by day, account
) k on k.day = c.day and k.account = c.account
where c.money
