-- Which kinds of facts exist for each account by each day: what was not read is not silence.
select
  d.day,
  a.account,
  coalesce(m.first_on <= d.day, false) as mail,
  coalesce(c.first_on <= d.day, false) as calls,
  coalesce(e.first_on <= d.day, false) as meetings,
  coalesce(i.first_on <= d.day, false) as money,
  coalesce(h.first_on <= d.day, false) as hours,
  coalesce(p.first_on <= d.day, false) as placements,
  coalesce(m.first_on <= d.day, false) or coalesce(n.first_on <= d.day, false) as talk
from days d
cross join accounts a
left join (select account, min(sent_on) as first_on from mail group by account) m on m.account = a.account
left join (select account, min(called_on) as first_on from calls group by account) c on c.account = a.account
left join (select account, min(starts_on) as first_on from meetings group by account) e on e.account = a.account
left join (select account, min(issued_on) as first_on from invoices group by account) i on i.account = a.account
left join (select account, min(worked_on) as first_on from hours group by account) h on h.account = a.account
left join (select account, min(starts_on) as first_on from placements group by account) p on p.account = a.account
left join (select account, min(written_on) as first_on from notes group by account) n on n.account = a.account
