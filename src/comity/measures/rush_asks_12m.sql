-- rush_asks_12m | count | window 12m | side they | from mail
-- Messages of the last year in which they want something at once: today, by tomorrow, as soon as possible.
-- says: They wanted something at once {times} in the last year; typical is {typical_times}.
select c.day, c.account, cast(count(distinct m.ref) as double) as value
from channels_as_of c
left join mail_as_of m
  on m.day = c.day and m.account = c.account and m.said_by = 'client' and m.rush
  and m.sent_on > c.day - interval 12 month
where c.mail
group by c.day, c.account
-- proof
select day, account, 'message' as kind, ref, sent_on as happened_on, said_by, who, first_words as quote, 1.0 as weight
from mail_as_of
where said_by = 'client' and rush and sent_on > day - interval 12 month
