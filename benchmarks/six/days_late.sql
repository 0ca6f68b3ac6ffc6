-- days_late | days | window 12m | side they | from money
-- Mean days past due of the same invoices; what is unpaid grows until the day.
-- says: They paid {value} days past due; typical is {typical}.
select day, account, avg(days_late) as value
from due_as_of
group by day, account
