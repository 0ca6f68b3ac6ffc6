-- deals_lost_no_decision | count | window all | side they | from crm
-- Deals that were lost to no decision, by the reason given: none was taken, put off, frozen, cancelled, no budget, no
-- interest. Known from the export on that tells the reason.
-- says: {value} deals ended without a decision; typical is {typical}.
select day, account, cast(count(*) filter (where lost_to_no_decision) as double) as value
from deals_as_of
group by day, account
-- proof
select
  day, account, 'deal' as kind, ref, coalesce(closed_on, created_on, day) as happened_on, 'us' as said_by, '' as who,
  name as quote, 1.0 as weight
from deals_as_of
where lost_to_no_decision
