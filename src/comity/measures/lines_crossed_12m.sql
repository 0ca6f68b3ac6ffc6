-- lines_crossed_12m | count | window 12m | side they | from mail
-- Messages of the last year in which they crossed a hard line that the firm declared in comity.toml. Null where no talk of
-- theirs was read; 0 where no line was declared.
-- says: They crossed a line of ours {times} in the last year; typical is {typical_times}.
select c.day, c.account, cast(count(distinct x.ref) as double) as value
from channels_as_of c
left join crossings_as_of x
  on x.day = c.day and x.account = c.account and x.said_on > c.day - interval 12 month
where c.talk
group by c.day, c.account
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, 1.0 as weight
from crossings_as_of
where said_on > day - interval 12 month
