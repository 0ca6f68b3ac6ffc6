-- In how many messages of the last year a side said what decides something: one row for each side and label that is there.
select day, account, said_by, label, count(distinct ref) as times
from talk_12m
group by day, account, said_by, label
