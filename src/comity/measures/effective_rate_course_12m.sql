-- effective_rate_course_12m | rate | window 12m | side they | from money
-- What an hour of our own people brought in the last half year, after credits, wages and goods, as a multiple of the
-- half year before. Null where nobody worked in one of them, an amount is not known, or the half before brought nothing
-- (not a cent).
-- says: An hour of ours brought {value} times what it brought the half year before; typical is {typical}.
select
  n.day,
  n.account,
  (n.invoiced - n.credited - n.labour) / n.hours / ((b.invoiced - b.credited - b.labour) / b.hours) as value
from halves_as_of n
join halves_as_of b on b.day = n.day and b.account = n.account and b.half = 'before'
where n.half = 'last' and n.hours > 0 and b.hours > 0 and b.invoiced - b.credited - b.labour >= 0.005
