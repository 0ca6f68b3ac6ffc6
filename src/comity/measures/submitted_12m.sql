-- submitted_12m | count | window 12m | side we | from placements
-- Times we put a candidate forward in the last year. Null where none ever was.
-- says: We put {value} candidates forward in the last year; typical is {typical}.
select
  day,
  account,
  cast(count(distinct ref) filter (where submitted_on > day - interval 12 month) as double) as value
from submissions_as_of
group by day, account
-- proof
select
  day, account, 'placement' as kind, ref, submitted_on as happened_on, 'us' as said_by, candidate as who,
  '' as quote, 1.0 as weight
from submissions_as_of
where submitted_on > day - interval 12 month
