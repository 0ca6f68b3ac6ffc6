-- exceptions_balance_12m | count | window 12m | side both | from mail
-- Exceptions and extras we granted in the last year, less the ground they gave us.
-- says: We granted {value} more exceptions than they did in the last year; typical is {typical}.
select
  c.day,
  c.account,
  cast(count(distinct t.ref) filter (where t.said_by = 'us' and t.label = 'concession') as double)
    - count(distinct t.ref) filter (where t.said_by = 'client' and t.label = 'flexibility') as value
from channels_as_of c
left join talk_as_of t on t.day = c.day and t.account = c.account and t.said_on > c.day - interval 12 month
where c.talk
group by c.day, c.account
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_as_of
where said_on > day - interval 12 month
  and ((said_by = 'us' and label = 'concession') or (said_by = 'client' and label = 'flexibility'))
