-- Grave sentences of the last year by each day, each with what it weighs: its probability, more from the top and less
-- from below, and little once it was repaired. Repaired means that the client owned it or gave ground afterwards, or
-- that four months of talk with substance followed, in both cases with nothing as grave since.
select
  g.day,
  g.account,
  g.kind,
  g.ref,
  g.said_on,
  g.said_by,
  g.who,
  g.level,
  g.label,
  g.probability,
  g.decides,
  g.quote,
  g.probability * case when g.level >= 5 then 1.25 when g.level <= 2 then 0.8 else 1.0 end
    * case when g.said_on < l.last_on then 1.0 when r.owned_on is not null or r.talked >= 3 then 0.15 else 1.0 end
    as weight,
  g.said_on >= l.last_on and (r.owned_on is not null or r.talked >= 3) as repaired
from (
  select d.day, t.*
  from days d
  join talk t on t.said_on <= d.day and t.said_on > d.day - interval 12 month
  where t.said_by = 'client' and t.label in ('threat', 'bypass', 'contempt', 'improper_ask', 'pay_refusal')
) g
join (
  select d.day, t.account, max(t.said_on) as last_on
  from days d
  join talk t on t.said_on <= d.day
  where t.said_by = 'client' and t.label in ('threat', 'bypass', 'contempt', 'improper_ask', 'pay_refusal')
  group by d.day, t.account
) l on l.day = g.day and l.account = g.account
left join (
  select
    m.day,
    m.account,
    min(t.said_on) filter (where t.label in ('apology', 'flexibility') and t.said_on >= m.last_on) as owned_on,
    count(distinct t.ref) filter (
      where t.label in ('direction', 'appreciation', 'access', 'joint_work', 'loyalty', 'feedback')
      and t.said_on > m.last_on and m.last_on <= m.day - interval 120 day
    ) as talked
  from (
    select d.day, t.account, max(t.said_on) as last_on
    from days d
    join talk t on t.said_on <= d.day
    where t.said_by = 'client' and t.label in ('threat', 'bypass', 'contempt', 'improper_ask', 'pay_refusal')
    group by d.day, t.account
  ) m
  join talk t on t.account = m.account and t.said_on <= m.day and t.said_by = 'client' and t.decides
  group by m.day, m.account
) r on r.day = g.day and r.account = g.account
