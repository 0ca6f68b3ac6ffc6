-- disputes_settled_share_12m | share | window 12m | side both | from money
-- Of the invoices of the last year that were disputed (in their books' status, or named in a message that disputes them)
-- and fell due, the share that is settled.
-- says: {share} of the disputed invoices are settled; typical is {typical_share}.
select
  i.day,
  i.account,
  count(*) filter (where not i.open) / cast(count(*) as double) as value
from invoices_as_of i
left join (
  select distinct day, account, quote from talk_as_of where said_by = 'client' and label in ('pay_dispute', 'pay_refusal')
) t on t.day = i.day and t.account = i.account and contains(t.quote, i.ref)
where i.due_on > i.day - interval 12 month and i.due_on <= i.day and length(i.ref) >= 3 and (i.disputed or t.quote is not null)
group by i.day, i.account
-- proof
select i.day, i.account, 'invoice' as kind, i.ref, i.due_on as happened_on, 'client' as said_by, '' as who, i.memo as quote, 1.0 as weight
from invoices_as_of i
where i.disputed and i.due_on > i.day - interval 12 month
