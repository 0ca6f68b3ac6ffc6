-- Answers to what was asked that took more than three working days. Whoever was asked nothing owes no answer: their next
-- mail in the conversation may well ask where ours is. Nor is one late where both met between, or where the other side
-- had promised something for a day between: that was waited for.
select
  a.day,
  a.account,
  a.answered_on as happened_on,
  case when a.said_by = 'us' then 'we' else 'they' end as side,
  'took' as flow,
  'late_answer' as kind,
  a.minutes / 600.0 as amount,
  'working days' as unit,
  'message' as proof_kind,
  a.ref,
  a.said_by,
  a.who,
  '' as quote
from answers_as_of a
left join (
  select distinct a.day, a.account, a.ref
  from answers_as_of a
  join meetings_as_of m
    on m.day = a.day and m.account = a.account and m.starts_on >= a.asked_on and m.starts_on <= a.answered_on
  where not m.cancelled and not m.declined
  union
  select distinct a.day, a.account, a.ref
  from answers_as_of a
  join promises_as_of p
    on p.day = a.day and p.account = a.account and p.said_by <> a.said_by and p.made_on <= a.asked_on
    and p.due_on >= a.asked_on and p.due_on <= a.answered_on
) w on w.day = a.day and w.account = a.account and w.ref = a.ref
where a.minutes > 1800 and a.asked and w.ref is null
