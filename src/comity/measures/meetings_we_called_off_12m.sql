-- meetings_we_called_off_12m | count | window 12m | side we | from meetings
-- Meetings of the last year that we called off.
-- says: We called off {value} meetings in the last year; typical is {typical}.
select c.day, c.account, cast(count(distinct m.ref) as double) as value
from channels_as_of c
left join meetings_as_of m
  on m.day = c.day and m.account = c.account and m.cancelled_by = 'us' and m.starts_on > c.day - interval 12 month
where c.meetings
group by c.day, c.account
-- proof
select
  day, account, 'meeting' as kind, ref, starts_on as happened_on, 'us' as said_by, who, summary as quote,
  1.0 as weight
from meetings_as_of
where cancelled_by = 'us' and starts_on > day - interval 12 month
