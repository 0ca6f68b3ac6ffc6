-- Invoices settled within three days of their terms, late, or open more than thirty days past them; paid is what no
-- credit settled.
select
  day,
  account,
  coalesce(settled_on, due_on) as happened_on,
  'they' as side,
  case when days_late <= 3 then 'gave' else 'took' end as flow,
  case when open then 'payment_open' when days_late <= 3 then 'payment_on_time' else 'payment_late' end as kind,
  case when days_late <= 3 then amount - credited else cast(days_late as double) end as amount,
  case when days_late <= 3 then 'money' else 'days' end as unit,
  'invoice' as proof_kind,
  ref,
  'client' as said_by,
  '' as who,
  memo as quote
from invoices_as_of
where (settled_on is not null and days_late is not null) or (open and days_late > 30)
