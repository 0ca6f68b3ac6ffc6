-- meetings_called_off_12m | count | window 12m | side they | from meetings
-- Meetings of the last year that they called off or did not take. One called off by nobody known is nobody's.
-- says: They called off {value} meetings in the last year; typical is {typical}.
select c.day, c.account, cast(count(distinct m.ref) as double) as value
from channels_as_of c
left join meetings_as_of m
  on m.day = c.day and m.account = c.account and (m.declined or m.cancelled_by = 'client')
  and m.starts_on > c.day - interval 12 month
where c.meetings
group by c.day, c.account
-- proof
select
  day, account, 'meeting' as kind, ref, starts_on as happened_on, 'client' as said_by, who, summary as quote,
  1.0 as weight
from meetings_as_of
where (declined or cancelled_by = 'client') and starts_on > day - interval 12 month
