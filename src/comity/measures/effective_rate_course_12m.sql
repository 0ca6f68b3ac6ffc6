-- effective_rate_course_12m | rate | window 12m | side they | from money
-- What an hour of ours brought in the last half year, as a multiple of the half year before.
-- says: An hour of ours brought {value} times what it brought the half year before; typical is {typical}.
select n.day, n.account, n.rate / nullif(b.rate, 0) as value
from (
  select h.day, h.account, (i.amount - coalesce(l.amount, 0)) / nullif(h.hours, 0) as rate
  from (
    select day, account, sum(hours) as hours from hours_as_of
    where worked_on > day - interval 6 month group by day, account
  ) h
  join (
    select day, account, sum(amount) as amount from invoices_as_of
    where issued_on > day - interval 6 month group by day, account
  ) i on i.day = h.day and i.account = h.account
  left join (
    select day, account, sum(amount) as amount from labour_as_of
    where spent_on > day - interval 6 month group by day, account
  ) l on l.day = h.day and l.account = h.account
) n
join (
  select h.day, h.account, (i.amount - coalesce(l.amount, 0)) / nullif(h.hours, 0) as rate
  from (
    select day, account, sum(hours) as hours from hours_as_of
    where worked_on > day - interval 12 month and worked_on <= day - interval 6 month group by day, account
  ) h
  join (
    select day, account, sum(amount) as amount from invoices_as_of
    where issued_on > day - interval 12 month and issued_on <= day - interval 6 month group by day, account
  ) i on i.day = h.day and i.account = h.account
  left join (
    select day, account, sum(amount) as amount from labour_as_of
    where spent_on > day - interval 12 month and spent_on <= day - interval 6 month group by day, account
  ) l on l.day = h.day and l.account = h.account
) b on b.day = n.day and b.account = n.account
where b.rate > 0
