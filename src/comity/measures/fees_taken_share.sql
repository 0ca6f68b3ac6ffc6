-- fees_taken_share | share | window all | side they | from placements
-- Of the people we placed for good, the share still there or past the guarantee.
-- says: {share} of the people we placed with them stayed; typical is {typical_share}.
select
  day,
  account,
  count(*) filter (where ends_on is null or date_diff('day', starts_on, ends_on) >= coalesce(guarantee_days, 90))
    / cast(count(*) as double) as value
from placements_as_of
where employment = 'hire'
group by day, account
