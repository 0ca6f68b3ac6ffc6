-- Deals that had been opened by each day; their stage only from the day that is known.
select
  d.day,
  e.account,
  e.ref,
  e.name,
  e.amount,
  e.created_on,
  case
    when e.won_on <= d.day then 'won'
    when e.lost_on <= d.day then 'lost'
    when e.state_from <= d.day then e.outcome
  end as outcome,
  case when coalesce(e.won_on, e.lost_on, e.state_from) <= d.day then e.reason end as reason,
  case when coalesce(e.won_on, e.lost_on, e.state_from) <= d.day then coalesce(e.won_on, e.lost_on, e.closed_on) end
    as closed_on
from days d
join deals e on e.created_on <= d.day
