-- interviewed_share_12m | share | window 12m | side they | from placements
-- Of the candidates we put forward in the last year, the share they spoke with. Null where we put none forward.
-- says: They spoke with {share} of the candidates we put forward; typical is {typical_share}.
select day, account, count(*) filter (where interviewed_on is not null) / cast(count(*) as double) as value
from submissions_as_of
where submitted_on > day - interval 12 month
group by day, account
-- proof
select
  day, account, 'placement' as kind, ref, submitted_on as happened_on, 'us' as said_by, candidate as who,
  '' as quote, 1.0 as weight
from submissions_as_of
where submitted_on > day - interval 12 month
