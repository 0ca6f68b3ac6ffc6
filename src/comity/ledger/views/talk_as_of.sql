-- What had been said by each day and decides something: one row a sentence and label.
select d.day, t.*
from account_days d
join talk t on t.account = d.account and t.said_on <= d.day
where t.decides
