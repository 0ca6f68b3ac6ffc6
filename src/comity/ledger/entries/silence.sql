-- Questions that were left without an answer, taken by the side that was asked, on the day of the question.
select
  day,
  account,
  sent_on as happened_on,
  case when said_by = 'client' then 'we' else 'they' end as side,
  'took' as flow,
  'silence' as kind,
  cast(null as double) as amount,
  cast(null as varchar) as unit,
  'message' as proof_kind,
  ref,
  said_by,
  who,
  first_words as quote
from unanswered_as_of
