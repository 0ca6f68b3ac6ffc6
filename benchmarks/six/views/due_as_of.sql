-- Invoices that fell due in the 365 days before each day: whether late or unpaid, and how late by then.
select
  d.day,
  i.account_id as account,
  cast(i.paid is null or i.paid > i.due as integer) as late,
  greatest(0, epoch(least(coalesce(i.paid, d.day), d.day)) - epoch(i.due)) / 86400 as days_late
from invoices i
join days d on i.due >= d.day - interval 365 day and i.due < d.day
