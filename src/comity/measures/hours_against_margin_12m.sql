-- hours_against_margin_12m | rate | window 12m | side we | from hours
-- Our hours for each thousand that is left after wages and goods, as a multiple of what is typical for the firm.
-- says: For what is left after wages and goods we work {value} times as long as for a typical client.
with burden as (
  select h.day, h.account, h.hours / nullif(greatest(i.amount - coalesce(l.amount, 0), 0), 0) as hours_per_unit
  from (
    select day, account, sum(hours) as hours from hours_as_of
    where worked_on > day - interval 12 month group by day, account
  ) h
  join (
    select day, account, sum(amount) as amount from invoices_as_of
    where issued_on > day - interval 12 month group by day, account
  ) i on i.day = h.day and i.account = h.account
  left join (
    select day, account, sum(amount) as amount from labour_as_of
    where spent_on > day - interval 12 month group by day, account
  ) l on l.day = h.day and l.account = h.account
)
select b.day, b.account, b.hours_per_unit / nullif(m.usual, 0) as value
from burden b
join (select day, median(hours_per_unit) as usual from burden group by day) m on m.day = b.day
-- proof
select day, account, 'hours' as kind, ref, worked_on as happened_on, 'us' as said_by, who, coalesce(memo, project, '') as quote, hours as weight
from hours_as_of
where worked_on > day - interval 12 month and hours >= 4
