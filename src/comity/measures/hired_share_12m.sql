-- hired_share_12m | share | window 12m | side they | from placements
-- People placed in the last year for each candidate put forward.
-- says: They hired {share} of the candidates we put forward; typical is {typical_share}.
select s.day, s.account, coalesce(p.placed, 0) / cast(count(distinct s.ref) as double) as value
from submissions_as_of s
left join (
  select day, account, count(distinct candidate) as placed from placements_as_of
  where starts_on > day - interval 12 month group by day, account
) p on p.day = s.day and p.account = s.account
where s.submitted_on > s.day - interval 12 month
group by s.day, s.account, p.placed
-- proof
select day, account, 'placement' as kind, ref, submitted_on as happened_on, 'us' as said_by, candidate as who, '' as quote, 1.0 as weight
from submissions_as_of
where submitted_on > day - interval 12 month
