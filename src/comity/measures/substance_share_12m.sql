-- substance_share_12m | share | window 12m | side they | from mail
-- Share of their messages of the last year with substance: plans, feedback, a challenge, work of their own, an open
-- door, ground given, a reason to stay. Null under three messages; those in a language that our reader does
-- not read count for nothing.
-- says: {share} of their messages in the last year had substance beyond the day; typical is {typical_share}.
select
  m.day,
  m.account,
  count(distinct t.ref) / cast(count(distinct m.ref) as double) as value
from mail_as_of m
left join talk_12m t
  on t.day = m.day and t.account = m.account and t.ref = m.ref
  and t.label in ('direction', 'feedback', 'challenge', 'joint_work', 'access', 'flexibility', 'loyalty')
where m.said_by = 'client' and m.understood and m.sent_on > m.day - interval 12 month
group by m.day, m.account
having count(distinct m.ref) >= 3
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_12m
where said_by = 'client'
  and label in ('direction', 'feedback', 'challenge', 'joint_work', 'access', 'flexibility', 'loyalty')
