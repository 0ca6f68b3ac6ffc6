-- Hours of our own people in the last year for each unit of money that is left after credits, wages and goods, of
-- accounts where that is known: hours were worked, something is left, and every amount was read.
select day, account, sum(hours) / sum(invoiced - credited - labour) as hours_per_unit
from halves_as_of
group by day, account
having count(invoiced - credited - labour) = 2 and count(hours) = 2
  and sum(invoiced - credited - labour) >= 0.005 and sum(hours) > 0
