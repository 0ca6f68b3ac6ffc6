-- exceptions_balance_12m | count | window 12m | side both | from mail
-- Messages of the last year in which we granted an exception or an extra, less those in which they gave ground.
-- says: We granted {value} more exceptions than they did in the last year; typical is {typical}.
select
  c.day,
  c.account,
  cast(count(distinct t.ref) filter (where t.said_by = 'us' and t.label = 'concession') as double)
    - count(distinct t.ref) filter (where t.said_by = 'client' and t.label = 'flexibility') as value
from channels_as_of c
left join talk_12m t on t.day = c.day and t.account = c.account
where c.talk
group by c.day, c.account
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_12m
where (said_by = 'us' and label = 'concession') or (said_by = 'client' and label = 'flexibility')
