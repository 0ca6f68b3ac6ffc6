-- Mail that had been sent by each day and follows directly on one of the other side in its conversation, with the
-- working minutes between the two, on which day that one was sent and whether it had asked anything.
select
  day, account, ref, thread, sent_on as answered_on, said_by, who, work_minutes - asked_work_minutes as minutes, asked,
  asked_on
from (
  select
    day, account, ref, thread, sent_on, said_by, who, work_minutes,
    lag(said_by) over conversation as asked_by,
    lag(asks) over conversation as asked,
    lag(sent_on) over conversation as asked_on,
    lag(work_minutes) over conversation as asked_work_minutes
  from mail_as_of
  where thread is not null
  window conversation as (partition by day, account, thread order by sent_at, ref)
) as followed
where asked_by <> said_by
