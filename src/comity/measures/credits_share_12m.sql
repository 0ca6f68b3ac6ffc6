-- credits_share_12m | share | window 12m | side we | from money
-- Credit notes of the last year as a share of what was invoiced. Null where nothing was, or an amount is not known.
-- says: We credited {share} of what we invoiced in the last year; typical is {typical_share}.
select day, account, sum(credited) / sum(invoiced) as value
from halves_as_of
group by day, account
having count(credited) = 2 and count(invoiced) = 2 and sum(invoiced) > 0
-- proof
select
  day, account, 'invoice' as kind, ref, issued_on as happened_on, 'us' as said_by, '' as who, memo as quote,
  amount as weight
from credits_as_of
where amount is not null and issued_on > day - interval 12 month
