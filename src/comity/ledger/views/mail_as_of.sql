-- Mail with an account that had been sent by each day, without automatic mail.
select d.day, m.*
from days d
join mail m on m.sent_on <= d.day
where not m.automatic
