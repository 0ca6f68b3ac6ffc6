-- Grave sentences that are only possible: they wait for a look and decide nothing.
select d.day, t.*
from account_days d
join talk t on t.account = d.account and t.said_on <= d.day
where not t.decides
