-- Meetings held with somebody senior who stands above our main contact, and meetings called off, by who called them off;
-- of one called off by nobody known nothing is told. Who comes anyway brings nobody: the owner whom we deal with is none.
select
  m.day,
  m.account,
  m.starts_on as happened_on,
  case when m.cancelled and m.cancelled_by = 'us' then 'we' else 'they' end as side,
  case when m.cancelled or m.declined then 'took' else 'gave' end as flow,
  case when m.cancelled or m.declined then 'meeting_called_off' else 'senior_meeting' end as kind,
  cast(null as double) as amount,
  cast(null as varchar) as unit,
  'meeting' as proof_kind,
  m.ref,
  coalesce(m.called_by, 'us') as said_by,
  m.who,
  m.summary as quote
from meetings_as_of m
left join main_contact_as_of c on c.day = m.day and c.account = m.account
where m.declined or (m.cancelled and m.cancelled_by is not null)
  or (m.level >= 5 and m.level > coalesce(c.level, 0) and not m.cancelled)
