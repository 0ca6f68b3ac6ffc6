-- our_silence_12m | count | window 12m | side we | from mail
-- Messages of the last year that asked us something and got no answer: for two weeks we wrote nothing in that
-- conversation, and for five days nothing at all. Counted once the two weeks are over.
-- says: We left {value} of their questions unanswered in the last year; typical is {typical}.
select c.day, c.account, cast(count(distinct a.ref) as double) as value
from channels_as_of c
left join unanswered_as_of a
  on a.day = c.day and a.account = c.account and a.said_by = 'client' and a.sent_on > c.day - interval 12 month
where c.mail
group by c.day, c.account
-- proof
select day, account, 'message' as kind, ref, sent_on as happened_on, said_by, who, first_words as quote, 1.0 as weight
from unanswered_as_of
where said_by = 'client' and sent_on > day - interval 12 month
