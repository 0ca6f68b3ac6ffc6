-- hours_course_12m | rate | window 12m | side we | from hours
-- Hours of the last half year as a multiple of the half year before, beyond what more was invoiced. By as much as that
-- grew (after credits) the multiple is divided, for work that is paid for as it grows is nothing more given. Null where
-- no hours were worked in the half before, or our time sheets do not reach back that far.
-- says: Beyond what more was invoiced, our hours of the last half year are {value} times those of the half year before; typical is {typical}.
select
  w.day,
  w.account,
  w.last_hours / nullif(w.hours_before, 0) / greatest(coalesce(p.course, 1), 1) as value
from (
  select
    h.day,
    h.account,
    coalesce(sum(h.hours) filter (where h.worked_on > h.day - interval 6 month), 0) as last_hours,
    sum(h.hours) filter (where h.worked_on <= h.day - interval 6 month) as hours_before
  from hours_as_of h
  join hours_began b on b.hours_from <= h.day - interval 11 month
  where h.worked_on > h.day - interval 12 month
  group by h.day, h.account
) w
left join (
  select n.day, n.account, (n.invoiced - n.credited) / (b.invoiced - b.credited) as course
  from halves_as_of n
  join halves_as_of b on b.day = n.day and b.account = n.account and b.half = 'before'
  where n.half = 'last' and b.invoiced - b.credited >= 0.005
) p on p.day = w.day and p.account = w.account
-- proof
select
  day, account, 'hours' as kind, ref, worked_on as happened_on, 'us' as said_by, who,
  coalesce(memo, project, '') as quote, hours as weight
from hours_as_of
where worked_on > day - interval 6 month
