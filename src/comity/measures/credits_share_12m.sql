-- credits_share_12m | share | window 12m | side we | from money
-- Credit notes of the last year as a share of what was invoiced.
-- says: We credited {share} of what we invoiced in the last year; typical is {typical_share}.
select i.day, i.account, coalesce(max(k.amount), 0) / nullif(sum(i.amount), 0) as value
from invoices_as_of i
left join (
  select day, account, sum(amount) as amount from credits_as_of
  where issued_on > day - interval 12 month group by day, account
) k on k.day = i.day and k.account = i.account
where i.issued_on > i.day - interval 12 month
group by i.day, i.account
-- proof
select day, account, 'invoice' as kind, ref, issued_on as happened_on, 'us' as said_by, '' as who, memo as quote, amount as weight
from credits_as_of
where issued_on > day - interval 12 month
