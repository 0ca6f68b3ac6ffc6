-- What delivery had cost by each day besides our own hours: wages of people we placed, goods, subcontracted work.
select d.day, l.*
from account_days d
join labour l on l.account = d.account and l.spent_on <= d.day
