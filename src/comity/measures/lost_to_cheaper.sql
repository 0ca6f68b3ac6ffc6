-- lost_to_cheaper | count | window all | side they | from crm
-- Deals that were lost to somebody cheaper.
-- says: {value} deals were lost to somebody cheaper; typical is {typical}.
select day, account, cast(count(*) filter (where outcome = 'lost' and reason like '%price%') as double) as value
from deals_as_of
group by day, account
