-- issues_owned_days_12m | days | window 12m | side we | from mail
-- Median days from the day they named a problem to the day we owned it in that conversation, over those we owned.
-- says: We owned what went wrong {value} days after they named it, at the median; typical is {typical}.
select day, account, cast(median(date_diff('day', theirs, ours)) as double) as value
from (
  select
    f.day, f.account, f.thread, min(f.said_on) as theirs, min(a.said_on) as ours
  from talk_as_of f
  join talk_as_of a
    on a.day = f.day and a.account = f.account and a.thread = f.thread and a.said_by = 'us' and a.label = 'apology'
    and a.said_on >= f.said_on
  where f.said_by = 'client' and f.label = 'feedback' and f.said_on > f.day - interval 12 month
  group by f.day, f.account, f.thread
) as owned
group by day, account
