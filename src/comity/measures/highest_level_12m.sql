-- highest_level_12m | level | window 12m | side they | from any
-- The highest of their people heard with substance in the last year, in a message that carries any label but a promise
-- or the wish to leave all as it is, or in a meeting that was held: 1 staff, 2 specialist, 3 manager, 4 head or
-- director, 5 management below the top, 6 owner or managing director. Null where nobody whose level is known was heard.
-- says: The most senior person heard with substance in the last year is {level}; typical is {typical_level}.
select day, account, cast(max(level) as double) as value
from (
  select day, account, level
  from talk_12m
  where said_by = 'client' and label not in ('commitment', 'status_quo')
  union all
  select day, account, level
  from meetings_as_of
  where not cancelled and not declined and starts_on > day - interval 12 month
) as heard
group by day, account
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, cast(level as double) as weight
from talk_12m
where said_by = 'client' and label not in ('commitment', 'status_quo') and level is not null
union all
select
  day, account, 'meeting' as kind, ref, starts_on as happened_on, coalesce(called_by, 'us') as said_by, who,
  summary as quote, cast(level as double) as weight
from meetings_as_of
where not cancelled and not declined and level is not null and starts_on > day - interval 12 month
