-- our_answers_slip | rate | window first 90 days against last 90 | side we | from mail
-- Median business time we took to answer in the last ninety days, as a multiple of our first ninety days with them,
-- half an hour added to both. Null under three answers in either, or where the first mail is not half a year (180 days)
-- old.
-- says: We take {value} times as long to answer as in our first ninety days with them; typical is {typical}.
select
  a.day,
  a.account,
  (median(a.minutes) filter (where a.answered_on > a.day - interval 90 day) + 30.0)
    / (median(a.minutes) filter (where a.answered_on < f.first_on + interval 90 day) + 30.0) as value
from answers_as_of a
join first_facts f on f.account = a.account and f.kind = 'mail' and f.first_on <= a.day - interval 180 day
where a.said_by = 'us'
group by a.day, a.account
having count(*) filter (where a.answered_on > a.day - interval 90 day) >= 3
  and count(*) filter (where a.answered_on < f.first_on + interval 90 day) >= 3
