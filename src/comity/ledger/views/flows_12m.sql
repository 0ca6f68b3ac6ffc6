-- What came in and what it cost in the last year by each day, one row each, told apart by its half of that year: 'last'
-- or 'before'. An amount that is not known is null; what a row is not about is 0.
select
  day, account, invoiced, credited, labour, hours, cost,
  case when happened_on > day - interval 6 month then 'last' else 'before' end as half
from (
  select day, account, issued_on as happened_on, amount as invoiced, 0 as credited, 0 as labour, 0 as hours, 0 as cost
  from invoices_as_of
  union all
  select day, account, issued_on as happened_on, 0 as invoiced, amount as credited, 0 as labour, 0 as hours, 0 as cost
  from credits_as_of
  union all
  select day, account, spent_on as happened_on, 0 as invoiced, 0 as credited, amount as labour, 0 as hours, 0 as cost
  from labour_as_of
  union all
  select day, account, worked_on as happened_on, 0 as invoiced, 0 as credited, 0 as labour, hours, cost
  from hours_as_of
) as flow
where happened_on > day - interval 12 month
