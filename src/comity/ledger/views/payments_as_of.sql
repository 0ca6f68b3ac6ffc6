-- Payments that had come by each day.
select d.day, p.*
from days d
join payments p on p.paid_on <= d.day
