-- Meetings whose day had come by each day; called off only where that was known by then: from the day it is known
-- where that is told, else from its own day.
select
  d.day,
  m.account,
  m.ref,
  m.starts_on,
  m.summary,
  m.who,
  m.level,
  m.called_by,
  m.cancelled and coalesce(m.cancelled_on, m.starts_on) <= d.day as cancelled,
  case when m.cancelled and coalesce(m.cancelled_on, m.starts_on) <= d.day then m.cancelled_by end as cancelled_by,
  m.declined
from account_days d
join meetings m on m.account = d.account and m.starts_on <= d.day
