-- Answers that had been given by each day.
select d.day, a.*
from days d
join answers a on a.answered_on <= d.day
