-- By each day whoever of theirs wrote most of their messages of the last year (of several, the first by address), with
-- their level: a manager where it is not known.
select day, account, person, coalesce(level, 3) as level
from (
  select
    day, account, person, max(level) as level,
    row_number() over (partition by day, account order by count(distinct ref) desc, person) as place
  from mail_as_of
  where said_by = 'client' and sent_on > day - interval 12 month
  group by day, account, person
) as ranked
where place = 1
