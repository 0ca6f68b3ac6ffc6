-- Candidates that had been put forward by each day, and how far they had come by then.
select
  d.day,
  s.account,
  s.ref,
  s.candidate,
  s.submitted_on,
  case when s.interviewed_on <= d.day then s.interviewed_on end as interviewed_on,
  case when s.decided_on <= d.day then s.decided_on end as decided_on
from account_days d
join submissions s on s.account = d.account and s.submitted_on <= d.day
