-- late_against_habit | days | window 16m | side they | from money
-- How much later the last three months' invoices are than this account's own median of the year before.
-- says: They pay {value} days later than was their habit; typical is {typical}.
select
  day,
  account,
  cast(median(days_late) filter (where due_on > day - interval 4 month) as double)
    - cast(median(days_late) filter (where due_on <= day - interval 4 month) as double) as value
from invoices_as_of
where due_on > day - interval 16 month and due_on <= day and days_late is not null
group by day, account
