-- Grave sentences that are only possible: they wait for a look and decide nothing.
select d.day, t.*
from days d
join talk t on t.said_on <= d.day
where not t.decides
