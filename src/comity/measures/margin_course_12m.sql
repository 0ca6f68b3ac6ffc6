-- margin_course_12m | share | window 12m | side they | from money
-- The margin share of the last half year less that of the half year before. Null where one of them is not known, or
-- nothing (not a cent) was invoiced in it after credits.
-- says: The margin share moved by {share} between the last two quarters and the two before.
select
  n.day,
  n.account,
  (n.invoiced - n.credited - n.labour - n.cost) / (n.invoiced - n.credited)
    - (b.invoiced - b.credited - b.labour - b.cost) / (b.invoiced - b.credited) as value
from halves_as_of n
join halves_as_of b on b.day = n.day and b.account = n.account and b.half = 'before'
where n.half = 'last' and n.invoiced - n.credited >= 0.005 and b.invoiced - b.credited >= 0.005
