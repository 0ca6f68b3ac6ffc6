-- margin_share_12m | share | window 12m | side they | from money
-- Margin after the cost to serve (wages, goods, our own hours), as a share of what was invoiced in the last year after
-- credits. Null where nothing was (not a cent), money or hours were not read, or an amount or what an hour costs is not
-- known.
-- says: Of what we invoiced in the last year, {share} was left after the cost to serve; typical is {typical_share}.
select day, account, sum(invoiced - credited - labour - cost) / sum(invoiced - credited) as value
from halves_as_of
group by day, account
having count(invoiced - credited - labour - cost) = 2 and sum(invoiced - credited) >= 0.005
-- proof
select
  day, account, 'invoice' as kind, ref, issued_on as happened_on, 'us' as said_by, '' as who, memo as quote,
  amount as weight
from invoices_as_of
where amount is not null and issued_on > day - interval 12 month
