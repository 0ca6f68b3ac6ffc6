-- services_taken_12m | count | window 12m | side they | from hours
-- Different projects we worked on for them in the last year; one is what they began with. Null where none is named.
-- says: We worked on {value} different projects for them in the last year; typical is {typical}.
select day, account, cast(count(distinct project) as double) as value
from hours_as_of
where project <> '' and worked_on > day - interval 12 month
group by day, account
