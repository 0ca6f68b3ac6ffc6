-- turnover_12m | money | window 12m | side they | from money
-- Net of what we invoiced in the last year, credits taken off. Null where an amount is not known. Shown, never scored.
-- says: We invoiced {money} in the last year.
select day, account, sum(invoiced - credited) as value
from halves_as_of
group by day, account
having count(invoiced - credited) = 2
