-- messages_12m | count | window 12m | side both | from mail
-- Messages between us in the last year, both ways.
-- says: {value} messages went between us in the last year; typical is {typical}.
select c.day, c.account, cast(count(distinct m.ref) as double) as value
from channels_as_of c
left join mail_as_of m on m.day = c.day and m.account = c.account and m.sent_on > c.day - interval 12 month
where c.mail
group by c.day, c.account
