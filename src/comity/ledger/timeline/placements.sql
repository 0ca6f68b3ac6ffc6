-- Placements: their first day, and their last where it has come.
select
  day, account, starts_on as happened_on, cast(null as timestamptz) as happened_at, 'placement' as kind, 'us' as side,
  'placement' as proof_kind, ref, cast(null as varchar) as person, coalesce(candidate, '') as who, 'began' as detail,
  coalesce(title, '') as says, fee as amount, 'money' as unit, cast(null as varchar) as thread
from placements_as_of
union all
select
  day, account, ends_on, cast(null as timestamptz), 'placement', cast(null as varchar), 'placement', ref,
  cast(null as varchar), coalesce(candidate, ''), 'ended', coalesce(end_reason, ''), cast(null as double),
  cast(null as varchar), cast(null as varchar)
from placements_as_of
where ends_on is not null
