-- unexplained_late_days_12m | days | window 12m | side they | from money
-- Median days past terms of what fell due in the last year (see late_days_12m), less ten days for each message of that
-- year that explained a late payment; never below zero.
-- says: What fell due was {value} days past terms, paid or still open, beyond what they explained; typical is {typical}.
select
  l.day,
  l.account,
  greatest(l.late - 10 * coalesce(n.times, 0), 0) as value
from (
  select day, account, cast(median(greatest(days_late, 0)) as double) as late
  from invoices_as_of
  where due_on > day - interval 12 month and due_on <= day and days_late is not null and of_habit
  group by day, account
) l
left join times_said_12m n
  on n.day = l.day and n.account = l.account and n.said_by = 'client' and n.label = 'pay_notice'
-- proof
select
  day, account, 'invoice' as kind, ref, due_on as happened_on, 'client' as said_by, '' as who, memo as quote,
  cast(days_late as double) as weight
from invoices_as_of
where due_on > day - interval 12 month and of_habit and days_late > 7
