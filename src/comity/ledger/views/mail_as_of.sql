-- Mail with an account that had been sent by each day, without automatic mail.
select d.day, m.*
from account_days d
join mail m on m.account = d.account and m.sent_on <= d.day
where not m.automatic
