-- deals_lost_no_decision | count | window all | side they | from crm
-- Deals that were lost to no decision, by the reason given.
-- says: {value} deals ended without a decision; typical is {typical}.
select day, account, cast(count(*) filter (where outcome = 'lost' and regexp_matches(lower(coalesce(reason, '')), '(no decision|postpon|on hold|frozen|freeze|cancel|budget|not filled|no interest|verschoben|uitgesteld)')) as double) as value
from deals_as_of
group by day, account
-- proof
select day, account, 'deal' as kind, ref, coalesce(closed_on, created_on, day) as happened_on, 'us' as said_by, '' as who, name as quote, 1.0 as weight
from deals_as_of
where outcome = 'lost' and regexp_matches(lower(coalesce(reason, '')), '(no decision|postpon|on hold|frozen|freeze|cancel|budget|not filled|no interest|verschoben|uitgesteld)')
