-- Credit notes that had been issued by each day; void ones left out from the day that is known.
select d.day, i.account, i.ref, i.issued_on, i.amount, i.memo
from account_days d
join invoices i on i.account = d.account and i.issued_on <= d.day
where i.kind = 'credit' and (i.void_from is null or i.void_from > d.day)
