-- Payments that had come by each day.
select d.day, p.*
from account_days d
join payments p on p.account = d.account and p.paid_on <= d.day
