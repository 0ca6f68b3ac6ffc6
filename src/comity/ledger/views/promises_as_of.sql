-- Promises that had been made by each day, and whether they had been kept or broken by then; one that was broken first
-- and kept later is kept. Only a person can tell that one was withdrawn: then nobody owes it any more.
select
  d.day,
  p.account,
  p.ref,
  p.said_by,
  p.who,
  p.quote,
  p.made_on,
  p.due_on,
  case
    when p.withdrawn_on <= d.day then 'withdrawn'
    when p.done_on <= d.day then 'kept'
    when p.broken_on <= d.day then 'broken'
    else 'open'
  end as outcome
from account_days d
join promises p on p.account = d.account and p.made_on <= d.day
