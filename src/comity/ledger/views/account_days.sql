-- Every account on every day that is asked about. All as-of views begin here, so that nothing is told of strangers.
select d.day, a.account
from days d
cross join accounts a
