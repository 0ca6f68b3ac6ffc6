-- Answers to what was asked that took more than three working days. Whoever was asked nothing owes no answer: their next
-- mail in the conversation may well ask where ours is.
select
  day,
  account,
  answered_on as happened_on,
  case when said_by = 'us' then 'we' else 'they' end as side,
  'took' as flow,
  'late_answer' as kind,
  minutes / 600.0 as amount,
  'working days' as unit,
  'message' as proof_kind,
  ref,
  said_by,
  who,
  '' as quote
from answers_as_of
where minutes > 1800 and asked
