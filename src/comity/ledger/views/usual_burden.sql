-- What the burden usually is on each day: the median over all accounts of the firm. This and since when hours are known
-- (`began`) are all that is told of an account by others.
select day, median(hours_per_unit) as usual
from burden_as_of
group by day
