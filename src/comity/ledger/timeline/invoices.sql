-- Invoices and credit notes; the detail of an invoice says how it stands.
select
  day, account, issued_on as happened_on, cast(null as timestamptz) as happened_at, 'invoice' as kind, 'us' as side,
  'invoice' as proof_kind, ref, cast(null as varchar) as person, '' as who,
  case
    when disputed and open then 'disputed' when not open and credited >= amount then 'credited'
    when not open then 'paid' when days_late > 0 then 'overdue' else 'open'
  end as detail,
  memo as says, amount, 'money' as unit, cast(null as varchar) as thread
from invoices_as_of
union all
select
  day, account, issued_on, cast(null as timestamptz), 'invoice', 'us', 'invoice', ref, cast(null as varchar), '',
  'credit', memo, amount, 'money', cast(null as varchar)
from credits_as_of
