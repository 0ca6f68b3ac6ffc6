-- their_promises_kept_share_12m | share | window 12m | side they | from mail
-- Of the promises they made in the last year whose outcome is known, the share that was kept.
-- Null where no outcome is known.
-- says: They kept {share} of the promises whose outcome is known; typical is {typical_share}.
select
  day,
  account,
  count(*) filter (where outcome = 'kept') / cast(count(*) as double) as value
from promises_as_of
where said_by = 'client' and made_on > day - interval 12 month and outcome in ('kept', 'broken')
group by day, account
-- proof
select day, account, kind, ref, made_on as happened_on, said_by, who, quote, 1.0 as weight
from promises_as_of
where said_by = 'client' and made_on > day - interval 12 month and outcome = 'kept'
