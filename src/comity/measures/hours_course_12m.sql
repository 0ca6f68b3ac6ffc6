-- hours_course_12m | rate | window 12m | side we | from hours
-- Hours of the last half year as a multiple of the half year before. Null where none were worked then, or our time
-- sheets do not reach back that far.
-- says: Our hours of the last half year are {value} times those of the half year before; typical is {typical}.
select
  h.day,
  h.account,
  coalesce(sum(h.hours) filter (where h.worked_on > h.day - interval 6 month), 0)
    / nullif(sum(h.hours) filter (where h.worked_on <= h.day - interval 6 month), 0) as value
from hours_as_of h
join hours_began b on b.hours_from <= h.day - interval 11 month
where h.worked_on > h.day - interval 12 month
group by h.day, h.account
-- proof
select
  day, account, 'hours' as kind, ref, worked_on as happened_on, 'us' as said_by, who,
  coalesce(memo, project, '') as quote, hours as weight
from hours_as_of
where worked_on > day - interval 6 month
