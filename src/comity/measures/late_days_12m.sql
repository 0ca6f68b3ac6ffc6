-- late_days_12m | days | window 12m | side they | from money
-- Median days past terms of what fell due in the last year; what was paid early counts as 0, and what is unpaid that
-- day still grows. Null where the lateness of nothing is known.
-- says: What fell due was {value} days past terms at the median of the last year, paid or still open; typical is {typical}.
select day, account, cast(median(greatest(days_late, 0)) as double) as value
from invoices_as_of
where due_on > day - interval 12 month and due_on <= day and days_late is not null and of_habit
group by day, account
-- proof
select
  day, account, 'invoice' as kind, ref, due_on as happened_on, 'client' as said_by, '' as who, memo as quote,
  cast(days_late as double) as weight
from invoices_as_of
where due_on > day - interval 12 month and of_habit and days_late > 7
