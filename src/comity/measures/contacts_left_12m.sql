-- contacts_left_12m | count | window 12m | side they | from mail
-- People of theirs who had written to us and left in the last year: heard from another firm since, or marked as gone.
-- says: {value} of their people we knew left in the last year; typical is {typical}.
select c.day, c.account, cast(count(distinct m.person) as double) as value
from channels_as_of c
left join people p
  on p.account = c.account and p.left_on <= c.day and p.left_on > c.day - interval 12 month
left join mail_as_of m
  on m.day = c.day and m.account = c.account and m.person = p.person and m.said_by = 'client'
where c.mail
group by c.day, c.account
