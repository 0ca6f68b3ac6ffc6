-- calls_12m | count | window 12m | side both | from calls
-- Telephone calls of the last year that were answered.
-- says: We spoke {times} on the telephone in the last year; typical is {typical_times}.
select c.day, c.account, cast(count(k.ref) as double) as value
from channels_as_of c
left join calls_as_of k
  on k.day = c.day and k.account = c.account and k.seconds > 0 and k.called_on > c.day - interval 12 month
where c.calls
group by c.day, c.account
