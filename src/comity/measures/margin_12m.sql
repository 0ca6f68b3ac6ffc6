-- margin_12m | money | window 12m | side they | from money
-- What is left of the last year's invoices after credits, wages, goods and our own hours. Null where money or hours
-- were not read, or an amount or what an hour costs is not known.
-- says: {money} were left after the cost to serve them in the last year.
select day, account, sum(invoiced - credited - labour - cost) as value
from halves_as_of
group by day, account
having count(invoiced - credited - labour - cost) = 2
