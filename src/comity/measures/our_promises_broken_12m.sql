-- our_promises_broken_12m | count | window 12m | side we | from mail
-- Promises of the last year that we did not keep, as far as words tell.
-- says: We broke {value} promises in the last year; typical is {typical}.
select c.day, c.account, cast(count(p.ref) filter (where p.outcome = 'broken') as double) as value
from channels_as_of c
left join promises_as_of p
  on p.day = c.day and p.account = c.account and p.said_by = 'us' and p.made_on > c.day - interval 12 month
where c.mail
group by c.day, c.account
-- proof
select day, account, kind, ref, made_on as happened_on, said_by, who, quote, 1.0 as weight
from promises_as_of
where said_by = 'us' and made_on > day - interval 12 month and outcome = 'broken'
