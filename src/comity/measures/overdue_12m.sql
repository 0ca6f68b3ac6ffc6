-- overdue_12m | money | window 12m | side they | from money
-- What is open past its terms of the money that fell due in the last year; of an invoice that was paid in part, the
-- rest. What is over an unknown amount is left out; null where nothing fell due, or
-- nothing is known yet of who paid.
-- says: {money} of what fell due in the last year are open past their terms.
select
  i.day, i.account,
  coalesce(sum(i.amount * (1 - coalesce(p.share, 0))) filter (where i.open and i.days_late > 0), 0) as value
from invoices_as_of i
left join laid_as_of p on p.day = i.day and p.account = i.account and p.ref = i.ref and p.issued_on = i.issued_on
where i.due_on > i.day - interval 12 month and i.due_on <= i.day and i.amount is not null and i.open is not null
group by i.day, i.account
-- proof
select
  day, account, 'invoice' as kind, ref, due_on as happened_on, 'client' as said_by, '' as who, memo as quote,
  cast(days_late as double) as weight
from invoices_as_of
where due_on > day - interval 12 month and open and days_late > 0 and amount is not null
