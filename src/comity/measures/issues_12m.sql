-- issues_12m | count | window 12m | side both | from mail
-- Conversations of the last year in which something about our work went wrong: they named a problem, or we owned a
-- fault.
-- says: Something went wrong in {value} conversations of the last year; typical is {typical}.
select c.day, c.account, cast(count(distinct t.thread) as double) as value
from channels_as_of c
left join talk_12m t
  on t.day = c.day and t.account = c.account
  and ((t.said_by = 'client' and t.label = 'feedback') or (t.said_by = 'us' and t.label = 'apology'))
where c.talk
group by c.day, c.account
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_12m
where (said_by = 'client' and label = 'feedback') or (said_by = 'us' and label = 'apology')
