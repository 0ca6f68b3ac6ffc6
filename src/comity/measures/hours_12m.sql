-- hours_12m | hours | window 12m | side we | from hours
-- Hours of our own people for them in the last year.
-- says: Our people worked {value} hours for them in the last year; typical is {typical}.
select c.day, c.account, coalesce(sum(h.hours), 0) as value
from channels_as_of c
left join hours_as_of h on h.day = c.day and h.account = c.account and h.worked_on > c.day - interval 12 month
where c.hours
group by c.day, c.account
