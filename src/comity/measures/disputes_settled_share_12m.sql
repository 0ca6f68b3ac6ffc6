-- disputes_settled_share_12m | share | window 12m | side both | from money
-- Of the invoices that fell due in the last year and were disputed, the share that is settled. Disputed are those that
-- the books say are, and those whose number (three characters up) stands in a sentence that disputes or refuses
-- payment.
-- says: {share} of the disputed invoices are settled; typical is {typical_share}.
with disputes as (
  select i.day, i.account, i.ref, i.due_on, i.memo, i.open
  from invoices_as_of i
  left join talk_as_of t
    on t.day = i.day and t.account = i.account and t.said_by = 'client' and t.label in ('pay_dispute', 'pay_refusal')
    and t.said_on >= i.issued_on and length(i.ref) >= 3
    and contains(
      ' ' || translate(lower(t.quote), '.,;:!?()#"/-', '            ') || ' ',
      ' ' || translate(lower(i.ref), '.,;:!?()#"/-', '            ') || ' '
    )
  where i.due_on > i.day - interval 12 month and i.due_on <= i.day and i.open is not null
    and (i.disputed or t.ref is not null)
  group by i.day, i.account, i.ref, i.due_on, i.memo, i.open
)
select day, account, count(*) filter (where not open) / cast(count(*) as double) as value
from disputes
group by day, account
-- proof
select
  day, account, 'invoice' as kind, ref, due_on as happened_on, 'client' as said_by, '' as who, memo as quote,
  1.0 as weight
from invoices_as_of
where disputed and due_on > day - interval 12 month and due_on <= day
