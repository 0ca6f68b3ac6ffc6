-- Hours of our own people that had been worked by each day.
select d.day, h.*
from days d
join hours h on h.worked_on <= d.day
