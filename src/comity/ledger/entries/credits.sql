-- Credit notes: what we gave back.
select
  day,
  account,
  issued_on as happened_on,
  'we' as side,
  'gave' as flow,
  'credit_note' as kind,
  amount,
  'money' as unit,
  'invoice' as proof_kind,
  ref,
  'us' as said_by,
  '' as who,
  memo as quote
from credits_as_of
