-- issues_settled_share_12m | share | window 12m | side both | from mail
-- Of the conversations of the last year in which they named a problem, the share that ended well: their last labelled
-- word in it, or in the thirty days after, credits us, gives ground or goes on to plans.
-- says: {share} of what they complained about ended well; typical is {typical_share}.
select i.day, i.account, count(distinct s.thread) / cast(count(distinct i.thread) as double) as value
from (
  select day, account, thread, max(said_on) as raised_on
  from talk_as_of
  where said_by = 'client' and label = 'feedback' and said_on > day - interval 12 month and thread is not null
  group by day, account, thread
) i
left join (
  select i2.day, i2.account, i2.thread
  from (
    select day, account, thread, max(said_on) as raised_on
    from talk_as_of
    where said_by = 'client' and label = 'feedback' and said_on > day - interval 12 month and thread is not null
    group by day, account, thread
  ) i2
  join talk_as_of t
    on t.day = i2.day and t.account = i2.account and t.said_by = 'client'
    and t.label in ('appreciation', 'flexibility', 'direction', 'loyalty', 'access', 'joint_work')
    and t.said_on >= i2.raised_on and t.said_on <= i2.raised_on + interval 30 day
  group by i2.day, i2.account, i2.thread
) s on s.day = i.day and s.account = i.account and s.thread = i.thread
group by i.day, i.account
