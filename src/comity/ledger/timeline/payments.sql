-- Payments that came.
select
  day, account, paid_on as happened_on, cast(null as timestamptz) as happened_at, 'payment' as kind, 'client' as side,
  'payment' as proof_kind, ref, cast(null as varchar) as person, '' as who, '' as detail, '' as says,
  amount, 'money' as unit, cast(null as varchar) as thread
from payments_as_of
