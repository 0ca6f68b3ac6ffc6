-- Our answers, by thread: a message of ours whose direct predecessor is theirs, and the minutes between the two. Those
-- alone that some day's window holds.
select account_id as account, ts, minutes
from (
  select
    account_id,
    ts,
    case when not inbound and lag(inbound) over thread then (epoch(ts) - epoch(lag(ts) over thread)) / 60 end as minutes
  from messages
  window thread as (partition by thread_id order by ts, msg_id)
) as told
where minutes is not null
  and ts >= (select min(day) - interval 90 day from days)
  and ts < (select max(day) from days)
