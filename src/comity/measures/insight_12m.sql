-- insight_12m | count | window 12m | side we | from mail
-- Messages of the last year in which we brought news, benchmarks or an idea for their business.
-- says: We brought them an idea or news {times} in the last year; typical is {typical_times}.
select c.day, c.account, cast(count(distinct t.ref) as double) as value
from channels_as_of c
left join talk_as_of t
  on t.day = c.day and t.account = c.account and t.said_by = 'us' and t.label = 'insight'
  and t.said_on > c.day - interval 12 month
where c.talk
group by c.day, c.account
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_as_of
where said_by = 'us' and label = 'insight' and said_on > day - interval 12 month
