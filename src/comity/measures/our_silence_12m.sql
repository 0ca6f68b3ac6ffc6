-- our_silence_12m | count | window 12m | side we | from mail
-- Messages of the last year that asked something and to which we never wrote back in that conversation within ten working days.
-- says: We left {value} of their questions unanswered in the last year; typical is {typical}.
select c.day, c.account, cast(count(distinct a.ref) as double) as value
from channels_as_of c
left join (
  select q.day, q.account, q.ref
  from mail_as_of q
  left join mail_as_of r
    on r.day = q.day and r.account = q.account and r.said_by = 'us' and r.sent_at > q.sent_at
    and (r.thread = q.thread or r.sent_on <= q.sent_on + interval 5 day)
    and r.sent_on <= q.sent_on + interval 14 day
  where q.said_by = 'client' and q.asks
    and q.sent_on > q.day - interval 12 month and q.sent_on <= q.day - interval 14 day
  group by q.day, q.account, q.ref
  having count(r.ref) = 0
) a on a.day = c.day and a.account = c.account
where c.mail
group by c.day, c.account
-- proof
select q.day, q.account, 'message' as kind, q.ref, q.sent_on as happened_on, q.said_by, q.who, q.first_words as quote, 1.0 as weight
from mail_as_of q
left join mail_as_of r
  on r.day = q.day and r.account = q.account and r.said_by = 'us' and r.sent_at > q.sent_at
  and (r.thread = q.thread or r.sent_on <= q.sent_on + interval 5 day)
  and r.sent_on <= q.sent_on + interval 14 day
where q.said_by = 'client' and q.asks
  and q.sent_on > q.day - interval 12 month and q.sent_on <= q.day - interval 14 day
group by q.day, q.account, q.ref, q.sent_on, q.said_by, q.who, q.first_words
having count(r.ref) = 0
