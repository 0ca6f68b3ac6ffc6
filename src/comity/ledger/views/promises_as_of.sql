-- Promises that had been made by each day, by when they were due as known then, and whether they had been kept or broken
-- by then; one that was broken first and kept later is kept. Nobody owes a withdrawn one any more. One of which nothing
-- is told is open until two weeks after its day (a quarter after it was made, where it names none), and unknown after
-- that: silence is no breach.
with moves as (
  select d.day, m.account, m.ref, m.said_by, m.quote, max(m.moved_on) as moved_on
  from account_days d
  join promise_days m on m.account = d.account and m.moved_on <= d.day
  group by d.day, m.account, m.ref, m.said_by, m.quote
),
moved as (
  select s.day, s.account, s.ref, s.said_by, s.quote, max(m.due_on) as due_on
  from moves s
  join promise_days m
    on m.account = s.account and m.ref = s.ref and m.said_by = s.said_by and m.quote = s.quote
    and m.moved_on = s.moved_on
  group by s.day, s.account, s.ref, s.said_by, s.quote
)
select
  d.day,
  p.account,
  p.kind,
  p.ref,
  p.said_by,
  p.who,
  p.quote,
  p.made_on,
  coalesce(m.due_on, p.due_on) as due_on,
  case
    when p.withdrawn_on <= d.day then 'withdrawn'
    when p.done_on <= d.day then 'kept'
    when p.broken_on <= d.day then 'broken'
    when d.day > coalesce(m.due_on, p.due_on) + interval 14 day then 'unknown'
    when coalesce(m.due_on, p.due_on) is null and d.day > p.made_on + interval 90 day then 'unknown'
    else 'open'
  end as outcome
from account_days d
join promises p on p.account = d.account and p.made_on <= d.day
left join moved m
  on m.day = d.day and m.account = p.account and m.ref = p.ref and m.said_by = p.said_by and m.quote = p.quote
