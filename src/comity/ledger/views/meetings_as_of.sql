-- Meetings whose day had come by each day; called off only where that was known by then.
select
  d.day,
  m.account,
  m.ref,
  m.starts_on,
  m.summary,
  m.who,
  m.level,
  m.called_by,
  m.cancelled and m.cancelled_on <= d.day as cancelled,
  case when m.cancelled and m.cancelled_on <= d.day then m.cancelled_by end as cancelled_by,
  m.declined
from days d
join meetings m on m.starts_on <= d.day
