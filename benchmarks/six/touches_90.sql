-- touches_90 | count | window 90d | side both | from mail
-- Messages of the last 90 days.
-- says: {value} messages went between us in 90 days; typical is {typical}.
select d.day, m.account_id as account, count(*) as value
from messages m
join days d on m.ts >= d.day - interval 90 day and m.ts < d.day
group by d.day, m.account_id
