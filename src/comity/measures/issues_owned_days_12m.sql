-- issues_owned_days_12m | days | window 12m | side we | from mail
-- Median days from the day they first named a problem in a conversation of the last year to the first day from then on
-- that we owned it there, over the conversations in which we did.
-- says: We owned what went wrong {value} days after they named it, at the median; typical is {typical}.
select day, account, median(days) as value
from (
  select f.day, f.account, date_diff('day', f.named_on, min(a.said_on)) as days
  from (
    select day, account, thread, min(said_on) as named_on
    from talk_12m
    where said_by = 'client' and label = 'feedback'
    group by day, account, thread
  ) f
  join talk_as_of a
    on a.day = f.day and a.account = f.account and a.thread = f.thread and a.said_by = 'us' and a.label = 'apology'
    and a.said_on >= f.named_on
  group by f.day, f.account, f.thread, f.named_on
) as owned
group by day, account
