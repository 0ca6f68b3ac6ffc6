-- substance_share_12m | share | window 12m | side they | from mail
-- Share of their messages of the last year with substance: plans, feedback, a challenge, work of their own, an open door.
-- says: {share} of their messages in the last year had substance beyond the day; typical is {typical_share}.
select
  m.day,
  m.account,
  count(distinct t.ref) / cast(count(distinct m.ref) as double) as value
from mail_as_of m
left join talk_as_of t
  on t.day = m.day and t.account = m.account and t.ref = m.ref
  and t.label in ('direction', 'feedback', 'challenge', 'joint_work', 'access', 'flexibility', 'loyalty')
where m.said_by = 'client' and m.sent_on > m.day - interval 12 month
group by m.day, m.account
having count(distinct m.ref) >= 3
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_as_of
where said_by = 'client' and label in ('direction', 'feedback', 'challenge', 'joint_work', 'access', 'flexibility', 'loyalty') and said_on > day - interval 12 month
