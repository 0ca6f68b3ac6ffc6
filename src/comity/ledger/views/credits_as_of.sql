-- Credit notes that had been issued by each day.
select d.day, i.account, i.ref, i.issued_on, i.amount, i.memo
from days d
join invoices i on i.issued_on <= d.day
where i.kind = 'credit' and (i.void_from is null or i.void_from > d.day)
