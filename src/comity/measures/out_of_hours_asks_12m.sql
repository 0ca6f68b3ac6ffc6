-- out_of_hours_asks_12m | count | window 12m | side they | from mail
-- Messages of the last year that they sent at night or on a weekend and that ask for effort beyond what is paid.
-- says: They asked for effort at night or on a weekend {times} in the last year; typical is {typical_times}.
select c.day, c.account, cast(count(distinct t.ref) as double) as value
from channels_as_of c
left join mail_as_of m
  on m.day = c.day and m.account = c.account and m.said_by = 'client' and m.outside_hours
  and m.sent_on > c.day - interval 12 month
left join talk_12m t on t.day = m.day and t.account = m.account and t.ref = m.ref and t.label = 'free_work'
where c.mail
group by c.day, c.account
-- proof
select t.day, t.account, t.kind, t.ref, t.said_on as happened_on, t.said_by, t.who, t.quote, t.probability as weight
from talk_12m t
join mail_as_of m on m.day = t.day and m.account = t.account and m.ref = t.ref
where m.said_by = 'client' and m.outside_hours and t.label = 'free_work'
