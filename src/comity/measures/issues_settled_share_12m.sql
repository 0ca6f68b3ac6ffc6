-- issues_settled_share_12m | share | window 12m | side both | from mail
-- Of the conversations of the last year in which they named a problem, the share that ended well: from the day they
-- last named it and for thirty days on, a message of theirs, in that conversation or another, that names no problem
-- credits us, gives ground, opens a door, says why they stay, puts work in or goes on to plans. Null where they named
-- none.
-- says: {share} of what they complained about ended well; typical is {typical_share}.
with issues as (
  select day, account, thread, max(said_on) as named_on
  from talk_12m
  where said_by = 'client' and label = 'feedback' and thread is not null
  group by day, account, thread
),
kind_words as (
  select day, account, ref, said_on
  from talk_12m
  where said_by = 'client'
  group by day, account, ref, said_on
  having count(*) filter (where label = 'feedback') = 0
    and count(*) filter (
      where label in ('appreciation', 'flexibility', 'direction', 'loyalty', 'access', 'joint_work')
    ) > 0
),
settled as (
  select distinct i.day, i.account, i.thread
  from issues i
  join kind_words k
    on k.day = i.day and k.account = i.account
    and k.said_on >= i.named_on and k.said_on <= i.named_on + interval 30 day
)
select i.day, i.account, count(s.thread) / cast(count(*) as double) as value
from issues i
left join settled s on s.day = i.day and s.account = i.account and s.thread = i.thread
group by i.day, i.account
