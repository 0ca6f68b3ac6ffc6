-- late_share | share | window 12m | side they | from money
-- What part of the invoices that fell due in the last 365 days was paid late or is unpaid.
-- says: {share} of their invoices were late; typical is {typical_share}.
select day, account, avg(late) as value
from due_as_of
group by day, account
