-- their_messages_12m | count | window 12m | side they | from mail
-- Messages they wrote in the last year.
-- says: They wrote {value} messages in the last year; typical is {typical}.
select c.day, c.account, cast(count(distinct m.ref) as double) as value
from channels_as_of c
left join mail_as_of m
  on m.day = c.day and m.account = c.account and m.said_by = 'client' and m.sent_on > c.day - interval 12 month
where c.mail
group by c.day, c.account
