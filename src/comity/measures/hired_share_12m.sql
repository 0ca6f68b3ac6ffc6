-- hired_share_12m | share | window 12m | side they | from placements
-- People placed in the last year for each time a candidate was put forward in it; over one where people were placed
-- whom no list shows. Null where none was put forward.
-- says: They hired {share} of the candidates we put forward; typical is {typical_share}.
select s.day, s.account, coalesce(p.placed, 0) / cast(s.submitted as double) as value
from (
  select day, account, count(distinct ref) as submitted
  from submissions_as_of
  where submitted_on > day - interval 12 month
  group by day, account
) s
left join (
  select day, account, count(distinct candidate) as placed
  from placements_as_of
  where starts_on > day - interval 12 month
  group by day, account
) p on p.day = s.day and p.account = s.account
-- proof
select
  day, account, 'placement' as kind, ref, submitted_on as happened_on, 'us' as said_by, candidate as who,
  '' as quote, 1.0 as weight
from submissions_as_of
where submitted_on > day - interval 12 month
