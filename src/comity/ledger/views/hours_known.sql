-- Whether the hours of each half of the last year are known by each day: our time sheets began in its first month or
-- before, or with our invoices. Earlier no hours are not none worked, and what was left is not known.
select
  d.day,
  h.half,
  b.with_money or b.hours_from
    <= case when h.half = 'last' then d.day - interval 5 month else d.day - interval 11 month end as known
from days d
cross join (select 'last' as half union all select 'before' as half) h
cross join hours_began b
