-- stayed_share | share | window all | side they | from placements
-- Of the people we placed for good, the share still there or past the guarantee (ninety days where none is
-- told). Null where we placed nobody for good.
-- says: {share} of the people we placed with them stayed; typical is {typical_share}.
select
  day,
  account,
  count(*) filter (where ends_on is null or date_diff('day', starts_on, ends_on) >= coalesce(guarantee_days, 90))
    / cast(count(*) as double) as value
from placements_as_of
where employment = 'hire'
group by day, account
-- proof
select
  day, account, 'placement' as kind, ref, starts_on as happened_on, 'us' as said_by, candidate as who,
  coalesce(end_reason, title, '') as quote, 1.0 as weight
from placements_as_of
where employment = 'hire'
