-- effective_rate_12m | rate | window 12m | side they | from money
-- What is left of the last year's invoices after credits, wages and goods, for each hour of our own people. Null where
-- none was worked, money or hours were not read, or an amount is not known.
-- says: Each hour of ours brought {value} in the last year; typical is {typical}.
select day, account, sum(invoiced - credited - labour) / sum(hours) as value
from halves_as_of
group by day, account
having count(invoiced - credited - labour) = 2 and count(hours) = 2 and sum(hours) > 0
