-- Hours of our own people that had been worked by each day.
select d.day, h.*
from account_days d
join hours h on h.account = d.account and h.worked_on <= d.day
