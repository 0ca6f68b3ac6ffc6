-- What share of each invoice had been paid or credited by each day, 1 for all of it. Invoices of which nothing had been
-- are not there.
select d.day, l.account, l.ref, l.issued_on, least(sum(l.share), 1.0) as share
from account_days d
join laid l on l.account = d.account and l.laid_on <= d.day
group by d.day, l.account, l.ref, l.issued_on
