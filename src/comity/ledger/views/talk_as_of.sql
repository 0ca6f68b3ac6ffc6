-- What had been said by each day and decides something: one row a sentence and label.
select d.day, t.*
from days d
join talk t on t.said_on <= d.day
where t.decides
