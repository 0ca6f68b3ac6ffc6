-- concessions_traded_share_12m | share | window 12m | side both | from mail
-- Of the conversations of the last year in which we gave way, the share in which they gave something too, before or
-- after: ground, work of their own, an open door, a plan, a reason to stay. Null where we gave way in none. A sentence
-- in which they also ask for something gives nothing (see the view returned_as_of).
-- says: They gave something in return for {share} of what we conceded in the last year; typical is {typical_share}.
select
  c.day,
  c.account,
  count(distinct g.thread) / cast(count(distinct c.thread) as double) as value
from talk_12m c
left join returned_as_of g on g.day = c.day and g.account = c.account and g.thread = c.thread
where c.said_by = 'us' and c.label = 'concession' and c.thread is not null
group by c.day, c.account
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_12m
where said_by = 'us' and label = 'concession'
