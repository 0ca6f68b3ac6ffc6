-- Telephone calls that had been made by each day.
select d.day, c.*
from account_days d
join calls c on c.account = d.account and c.called_on <= d.day
