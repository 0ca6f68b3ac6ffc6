-- doors_opened_12m | count | window 12m | side they | from mail
-- Messages of the last year in which they opened a door: somebody senior, another buyer, a referral.
-- says: They opened a door for us {times} in the last year; typical is {typical_times}.
select c.day, c.account, cast(coalesce(t.times, 0) as double) as value
from channels_as_of c
left join times_said_12m t
  on t.day = c.day and t.account = c.account and t.said_by = 'client' and t.label = 'access'
where c.talk
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_12m
where said_by = 'client' and label = 'access'
