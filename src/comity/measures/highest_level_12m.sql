-- highest_level_12m | level | window 12m | side they | from mail
-- The highest of their people heard with substance in the last year, in a message or a meeting: 1 staff, 2 specialist,
-- 3 manager, 4 head or director, 5 vice president or chief officer, 6 owner or chief executive.
-- says: The most senior person heard with substance in the last year is {level}; typical is {typical_level}.
select day, account, cast(max(level) as double) as value
from (
  select day, account, level
  from talk_as_of
  where said_by = 'client' and label not in ('commitment', 'status_quo') and said_on > day - interval 12 month
  union all
  select day, account, level
  from meetings_as_of
  where not cancelled and not declined and starts_on > day - interval 12 month
) as heard
group by day, account
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, cast(level as double) as weight
from talk_as_of
where said_by = 'client' and level >= 5 and said_on > day - interval 12 month
