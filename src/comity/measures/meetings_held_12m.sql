-- meetings_held_12m | count | window 12m | side both | from meetings
-- Meetings of the last year that took place.
-- says: We met {times} in the last year; typical is {typical_times}.
select c.day, c.account, cast(count(distinct m.ref) as double) as value
from channels_as_of c
left join meetings_as_of m
  on m.day = c.day and m.account = c.account and not m.cancelled and not m.declined
  and m.starts_on > c.day - interval 12 month
where c.meetings
group by c.day, c.account
-- proof
select
  day, account, 'meeting' as kind, ref, starts_on as happened_on, coalesce(called_by, 'us') as said_by, who,
  summary as quote, cast(coalesce(level, 0) as double) as weight
from meetings_as_of
where not cancelled and not declined and starts_on > day - interval 12 month
