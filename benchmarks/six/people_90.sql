-- people_90 | count | window 90d | side they | from mail
-- Distinct people in the messages of the last 90 days.
-- says: {value} of their people wrote or were written to in 90 days; typical is {typical}.
select d.day, m.account_id as account, count(distinct m.person_id) as value
from messages m
join days d on m.ts >= d.day - interval 90 day and m.ts < d.day
group by d.day, m.account_id
