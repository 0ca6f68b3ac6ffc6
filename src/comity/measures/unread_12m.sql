-- unread_12m | count | window 12m | side both | from mail
-- Messages between us in the last year whose own words are in a language that our reader does not read: what they say is
-- not known, which is no silence.
-- says: We do not read the language of {value} messages of the last year; typical is {typical}.
select c.day, c.account, cast(count(distinct m.ref) as double) as value
from channels_as_of c
left join mail_as_of m
  on m.day = c.day and m.account = c.account and not m.understood and m.sent_on > c.day - interval 12 month
where c.mail
group by c.day, c.account
-- proof
select
  day, account, 'message' as kind, ref, sent_on as happened_on, said_by, who, first_words as quote, 1.0 as weight
from mail_as_of
where not understood and sent_on > day - interval 12 month
