-- deals_lost_to_cheaper | count | window all | side they | from crm
-- Deals that were lost to somebody cheaper, by the reason given: words of price, rate or cost. Known from the export on
-- that tells the reason.
-- says: We lost {value} deals to somebody cheaper; typical is {typical}.
select day, account, cast(count(*) filter (where lost_to_cheaper) as double) as value
from deals_as_of
group by day, account
-- proof
select
  day, account, 'deal' as kind, ref, coalesce(closed_on, created_on, day) as happened_on, 'us' as said_by, '' as who,
  name as quote, 1.0 as weight
from deals_as_of
where lost_to_cheaper
