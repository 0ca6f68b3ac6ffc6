-- our_touches_slip | rate | window first 90 days against last 90 | side we | from mail
-- Messages we wrote in the last ninety days, as a multiple of our first ninety days with them. Null where we wrote
-- fewer than three then, or where the first mail is not half a year (180 days) old.
-- says: We write {value} times as often as in our first ninety days with them; typical is {typical}.
select
  m.day,
  m.account,
  count(distinct m.ref) filter (where m.sent_on > m.day - interval 90 day)
    / cast(count(distinct m.ref) filter (where m.sent_on < f.first_on + interval 90 day) as double) as value
from mail_as_of m
join first_facts f on f.account = m.account and f.kind = 'mail' and f.first_on <= m.day - interval 180 day
where m.said_by = 'us'
group by m.day, m.account
having count(distinct m.ref) filter (where m.sent_on < f.first_on + interval 90 day) >= 3
