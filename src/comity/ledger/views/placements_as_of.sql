-- Placements that had begun by each day; how they ended only where they had ended by then.
select
  d.day,
  p.account,
  p.ref,
  p.candidate,
  p.title,
  p.employment,
  p.starts_on,
  case when p.ends_on <= d.day then p.ends_on end as ends_on,
  case when p.ends_on <= d.day then p.end_reason end as end_reason,
  p.fee,
  p.margin_hour,
  p.guarantee_days
from account_days d
join placements p on p.account = d.account and p.starts_on <= d.day
