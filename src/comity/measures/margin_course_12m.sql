-- margin_course_12m | share | window 12m | side they | from money
-- How the margin share of the last two quarters differs from that of the two before.
-- says: The margin share moved by {share} between the last two quarters and the two before.
select n.day, n.account, (n.revenue - n.cost) / n.revenue - (b.revenue - b.cost) / b.revenue as value
from (
  select
    c.day,
    c.account,
    coalesce(i.amount, 0) - coalesce(k.amount, 0) as revenue,
    coalesce(l.amount, 0) + coalesce(h.cost, 0) as cost
  from channels_as_of c
  left join (
    select day, account, sum(amount) as amount from invoices_as_of where issued_on > day - interval 6 month group by day, account
  ) i on i.day = c.day and i.account = c.account
  left join (
    select day, account, sum(amount) as amount from credits_as_of where issued_on > day - interval 6 month group by day, account
  ) k on k.day = c.day and k.account = c.account
  left join (
    select day, account, sum(amount) as amount from labour_as_of where spent_on > day - interval 6 month group by day, account
  ) l on l.day = c.day and l.account = c.account
  left join (
    select day, account, sum(cost) as cost from hours_as_of where worked_on > day - interval 6 month group by day, account
  ) h on h.day = c.day and h.account = c.account
  where c.money and c.hours
) n
join (
  select
    c.day,
    c.account,
    coalesce(i.amount, 0) - coalesce(k.amount, 0) as revenue,
    coalesce(l.amount, 0) + coalesce(h.cost, 0) as cost
  from channels_as_of c
  left join (
    select day, account, sum(amount) as amount from invoices_as_of where issued_on > day - interval 12 month and issued_on <= day - interval 6 month group by day, account
  ) i on i.day = c.day and i.account = c.account
  left join (
    select day, account, sum(amount) as amount from credits_as_of where issued_on > day - interval 12 month and issued_on <= day - interval 6 month group by day, account
  ) k on k.day = c.day and k.account = c.account
  left join (
    select day, account, sum(amount) as amount from labour_as_of where spent_on > day - interval 12 month and spent_on <= day - interval 6 month group by day, account
  ) l on l.day = c.day and l.account = c.account
  left join (
    select day, account, sum(cost) as cost from hours_as_of where worked_on > day - interval 12 month and worked_on <= day - interval 6 month group by day, account
  ) h on h.day = c.day and h.account = c.account
  where c.money and c.hours
) b on b.day = n.day and b.account = n.account
where n.revenue > 0 and b.revenue > 0
