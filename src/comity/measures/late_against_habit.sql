-- late_against_habit | days | window 16m | side they | from money
-- Median days past terms of what fell due in the last four months, less the median of the year before those: how much
-- later they pay than was their habit. Null where the lateness of nothing is known in one of the two.
-- says: They pay {value} days later than was their habit; typical is {typical}.
select
  day,
  account,
  cast(median(days_late) filter (where due_on > day - interval 4 month) as double)
    - cast(median(days_late) filter (where due_on <= day - interval 4 month) as double) as value
from invoices_as_of
where due_on > day - interval 16 month and due_on <= day and days_late is not null and of_habit
group by day, account
-- proof
select
  day, account, 'invoice' as kind, ref, due_on as happened_on, 'client' as said_by, '' as who, memo as quote,
  cast(days_late as double) as weight
from invoices_as_of
where due_on > day - interval 4 month and due_on <= day and of_habit and days_late > 0
