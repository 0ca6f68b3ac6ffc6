-- Mail that directly answers the other side in its conversation, with the working minutes it took.
select account, ref, thread, sent_on as answered_on, said_by, who, work_minutes - asked_work_minutes as minutes
from (
  select
    account, ref, thread, sent_on, said_by, who, work_minutes,
    lag(said_by) over conversation as asked_by,
    lag(work_minutes) over conversation as asked_work_minutes
  from mail
  where not automatic
  window conversation as (partition by account, thread order by sent_at, ref)
) as followed
where asked_by is not null and asked_by <> said_by
