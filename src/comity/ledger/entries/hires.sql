-- Somebody whom we had put forward writes to us as one of theirs, who never did before, and no placement of them is known:
-- hired without us, as far as our placements tell. Nothing is said where none were read.
select
  day,
  account,
  sent_on as happened_on,
  'they' as side,
  'took' as flow,
  'hired_without_us' as kind,
  cast(null as double) as amount,
  cast(null as varchar) as unit,
  'message' as proof_kind,
  ref,
  'client' as said_by,
  who,
  first_words as quote
from (
  select
    m.day, m.account, m.sent_on, m.ref, m.who, m.first_words,
    row_number() over (partition by m.day, m.account, m.person order by m.sent_at, m.ref) as place
  from mail_as_of m
  join (select distinct day from placements_as_of) known on known.day = m.day
  join (
    select day, account, lower(candidate) as candidate, min(submitted_on) as submitted_on
    from submissions_as_of
    group by day, account, lower(candidate)
  ) s on s.day = m.day and s.account = m.account and s.candidate = lower(m.who)
  join (
    select day, account, person, min(sent_on) as first_on
    from mail_as_of
    group by day, account, person
  ) f on f.day = m.day and f.account = m.account and f.person = m.person and f.first_on > s.submitted_on
  left join (
    select distinct day, account, lower(candidate) as candidate
    from placements_as_of
  ) p on p.day = m.day and p.account = m.account and p.candidate = s.candidate
  where m.said_by = 'client' and p.candidate is null
) as hired
where place = 1
