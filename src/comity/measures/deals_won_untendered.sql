-- deals_won_untendered | count | window all | side they | from crm
-- Deals that were won and whose name tells of no tender, request for quotes, auction or bid. Known from the day their
-- outcome is.
-- says: We won {value} deals without a tender; typical is {typical}.
select day, account, cast(count(*) filter (where outcome = 'won' and not tendered) as double) as value
from deals_as_of
group by day, account
-- proof
select
  day, account, 'deal' as kind, ref, coalesce(closed_on, created_on, day) as happened_on, 'us' as said_by, '' as who,
  name as quote, 1.0 as weight
from deals_as_of
where outcome = 'won' and not tendered
