-- feedback_asked_12m | count | window 12m | side we | from mail
-- Messages of the last year in which we asked how we are doing.
-- says: We asked how we are doing {times} in the last year; typical is {typical_times}.
select c.day, c.account, cast(coalesce(t.times, 0) as double) as value
from channels_as_of c
left join times_said_12m t
  on t.day = c.day and t.account = c.account and t.said_by = 'us' and t.label = 'feedback_asked'
where c.words
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_12m
where said_by = 'us' and label = 'feedback_asked'
