-- our_promises_broken_3m | count | window 3m | side we | from mail
-- Promises that we did not keep, as far as words tell, and that fell due in the last three months, or were made then
-- where no day was named: what somebody may still wait for.
-- says: We broke {value} promises of the last three months; typical is {typical}.
select
  c.day,
  c.account,
  cast(count(p.ref) filter (where coalesce(p.due_on, p.made_on) > c.day - interval 3 month) as double) as value
from channels_as_of c
left join promises_as_of p on p.day = c.day and p.account = c.account and p.said_by = 'us' and p.outcome = 'broken'
where c.mail
group by c.day, c.account
-- proof
select day, account, kind, ref, made_on as happened_on, said_by, who, quote, 1.0 as weight
from promises_as_of
where said_by = 'us' and outcome = 'broken' and coalesce(due_on, made_on) > day - interval 3 month
