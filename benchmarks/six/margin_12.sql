-- margin_12 | money | window 12m | side they | from money
-- What was invoiced in the last 365 days less its direct cost.
-- says: They left {value} in the last year; typical is {typical}.
select d.day, i.account_id as account, sum(i.amount - i.cost) as value
from invoices i
join days d on i.issued >= d.day - interval 365 day and i.issued < d.day
group by d.day, i.account_id
