-- Conversations in which they gave something by each day: ground, work of their own, an open door, a plan, a reason to
-- stay. A sentence that asks or takes as well ("next year I want that to be where we begin") gives nothing.
select distinct day, account, thread
from (
  select day, account, kind, ref, sentence, thread
  from talk_as_of
  where said_by = 'client' and thread is not null
  group by day, account, kind, ref, sentence, thread
  having count(*) filter (where label in ('flexibility', 'joint_work', 'access', 'direction', 'loyalty')) > 0
    and count(*) filter (where label in (
      'challenge', 'price_pressure', 'competitor', 'free_work', 'threat', 'bypass', 'contempt', 'improper_ask',
      'pay_refusal')) = 0
) as giving
