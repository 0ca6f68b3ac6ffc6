-- Which kinds of facts exist for each account by each day: what was not read is not silence. Talk is heard in mail of
-- a language that our reader reads and, second hand, in our notes; of our own words notes tell nothing (`words`).
select
  d.day,
  d.account,
  count(*) filter (where f.kind = 'mail') > 0 as mail,
  count(*) filter (where f.kind = 'calls') > 0 as calls,
  count(*) filter (where f.kind = 'meetings') > 0 as meetings,
  count(*) filter (where f.kind = 'money') > 0 as money,
  count(*) filter (where f.kind = 'hours') > 0 as hours,
  count(*) filter (where f.kind = 'placements') > 0 as placements,
  count(*) filter (where f.kind = 'words') > 0 as words,
  count(*) filter (where f.kind in ('words', 'notes')) > 0 as talk
from account_days d
left join first_facts f on f.account = d.account and f.first_on <= d.day
group by d.day, d.account
