-- issues_told_first_share_12m | share | window 12m | side we | from mail
-- Of the conversations of the last year in which something went wrong, the share in which we owned a fault on an
-- earlier day than they named a problem, or they never did. Null where nothing went wrong.
-- says: We told of {share} of what went wrong before they did; typical is {typical_share}.
select
  day,
  account,
  count(*) filter (where ours is not null and (theirs is null or ours < theirs)) / cast(count(*) as double) as value
from (
  select
    day, account, thread,
    min(said_on) filter (where said_by = 'us') as ours,
    min(said_on) filter (where said_by = 'client') as theirs
  from talk_12m
  where thread is not null
    and ((said_by = 'client' and label = 'feedback') or (said_by = 'us' and label = 'apology'))
  group by day, account, thread
) as issue
group by day, account
