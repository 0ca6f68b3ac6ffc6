-- Invoices that had been issued by each day; void ones left out from the day that is known, and those over nothing. An
-- invoice that was not settled by that day is open on it, whenever it was paid, and its lateness grows from the day it
-- fell due; one that the books call paid without a date is settled with its lateness unknown. An amount can be unknown.
-- Before anything is known of any client's payments nobody knows what was open: both are null then.
-- How they pay (`of_habit`) is told by what they settled and by what fell due since: one left open before that is
-- forgotten, withheld or a payment that was not read. One that a credit settled was not paid: it has no lateness.
select
  d.day,
  i.account,
  i.ref,
  i.issued_on,
  i.due_on,
  i.amount,
  i.memo,
  case when i.settled_on <= d.day then coalesce(i.credited, 0) else 0 end as credited,
  case when i.settled_on <= d.day then i.settled_on end as settled_on,
  case
    when b.payments_from <= d.day
      then (i.settled_on is null or i.settled_on > d.day) and (i.paid_state_from is null or i.paid_state_from > d.day)
  end as open,
  case
    when i.settled_on <= d.day and i.credited >= i.amount then null
    when i.settled_on <= d.day then date_diff('day', i.due_on, i.settled_on)
    when i.paid_state_from <= d.day then null
    when i.due_on <= d.day and b.payments_from <= d.day then date_diff('day', i.due_on, d.day)
  end as days_late,
  coalesce(i.disputed_from <= d.day, false) as disputed,
  coalesce(i.settled_on <= d.day and not coalesce(i.credited >= i.amount, false), false)
    or coalesce(
      i.due_on >= max(case when i.settled_on <= d.day and not coalesce(i.credited >= i.amount, false) then i.due_on end)
        over (partition by d.day, d.account), true
    ) as of_habit
from account_days d
join invoices i on i.account = d.account and i.issued_on <= d.day
cross join began b
where i.kind = 'invoice' and (i.void_from is null or i.void_from > d.day) and (i.amount is null or i.amount > 0)
