-- withheld_share_12m | share | window 12m | side they | from money
-- Of the money that fell due in the last year, the share that is open more than 45 days past its terms. What is over an
-- unknown amount is left out; null where nothing fell due.
-- says: {share} of what fell due in the last year is open more than 45 days past its terms; typical is {typical_share}.
select
  day,
  account,
  coalesce(sum(amount) filter (where open and days_late > 45), 0) / sum(amount) as value
from invoices_as_of
where due_on > day - interval 12 month and due_on <= day and amount is not null
group by day, account
-- proof
select
  day, account, 'invoice' as kind, ref, due_on as happened_on, 'client' as said_by, '' as who, memo as quote,
  cast(days_late as double) as weight
from invoices_as_of
where due_on > day - interval 12 month and open and days_late > 45
