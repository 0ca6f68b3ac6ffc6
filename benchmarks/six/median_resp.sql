-- median_resp | weight | window 90d | side we | from mail
-- Median minutes until we answered, over the answers of the last 90 days.
-- says: We answered within {value} minutes at the median; typical is {typical}.
select d.day, a.account, median(a.minutes) as value
from answers a
join days d on a.ts >= d.day - interval 90 day and a.ts < d.day
group by d.day, a.account
