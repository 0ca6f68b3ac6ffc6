-- Problems of theirs that ended well: from the day they last named one in a conversation and for thirty days on, the first
-- message of theirs that names no problem and credits us, gives ground, opens a door, says why they stay, puts work in or
-- goes on to plans. It stands as the proof.
select distinct
  day,
  account,
  happened_on,
  'we' as side,
  'gave' as flow,
  'issue_settled' as kind,
  cast(null as double) as amount,
  cast(null as varchar) as unit,
  proof_kind,
  ref,
  'client' as said_by,
  who,
  quote
from (
  select
    i.day, i.account, k.said_on as happened_on, k.kind as proof_kind, k.ref, k.who, k.quote,
    row_number() over (partition by i.day, i.account, i.thread order by k.said_on, k.ref) as place
  from (
    select day, account, thread, max(said_on) as named_on
    from talk_as_of
    where said_by = 'client' and label = 'feedback' and thread is not null
    group by day, account, thread
  ) i
  join (
    select
      day, account, kind, ref, said_on, min(who) as who,
      arg_max(
        quote,
        case
          when label in ('appreciation', 'flexibility', 'direction', 'loyalty', 'access', 'joint_work')
            then probability
          else 0.0
        end
      ) as quote
    from talk_as_of
    where said_by = 'client'
    group by day, account, kind, ref, said_on
    having count(*) filter (where label = 'feedback') = 0
      and count(*) filter (
        where label in ('appreciation', 'flexibility', 'direction', 'loyalty', 'access', 'joint_work')
      ) > 0
  ) k
    on k.day = i.day and k.account = i.account
    and k.said_on >= i.named_on and k.said_on <= i.named_on + interval 30 day
) as settled
where place = 1
