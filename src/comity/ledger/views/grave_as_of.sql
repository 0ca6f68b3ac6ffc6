-- Grave sentences of the last year by each day, sure ones and likely ones (from 0.3 on), each with what it weighs: its
-- probability, a quarter more from the top (level 5 up), a fifth less from below (level 2 down), and little (0.15) once it
-- was repaired. Repaired means that they owned a fault or gave ground in another message of that day or later, or that
-- four months went by with at least three messages of substance: in both cases with nothing grave that is sure on a later
-- day. One counts that is sure. One that is only possible counts where something sure was heard on another day, or where
-- those of several days are together as sure (at most one chance in twenty that none of them is so): by itself it decides
-- nothing.
with grave as (
  select d.day, t.*
  from account_days d
  join talk t on t.account = d.account and t.said_on <= d.day and t.said_on > d.day - interval 12 month
  where t.said_by = 'client' and t.label in ('threat', 'bypass', 'contempt', 'improper_ask', 'pay_refusal')
    and (t.decides or t.probability >= 0.3)
),
newest as (
  select
    day, account, max(sure_on) as sure_on, count(*) as days,
    exp(sum(ln(1 - least(likeliest, 0.999)))) as none_is_so
  from (
    select day, account, said_on, max(case when decides then said_on end) as sure_on, max(probability) as likeliest
    from grave
    group by day, account, said_on
  ) as days
  group by day, account
),
repaired as (
  select g.day, g.account, g.ref, g.sentence, g.label
  from grave g
  join newest n on n.day = g.day and n.account = g.account
  join talk_12m t
    on t.day = g.day and t.account = g.account and t.said_by = 'client' and t.said_on >= g.said_on
    and t.label in (
      'apology', 'flexibility', 'direction', 'appreciation', 'access', 'joint_work', 'loyalty', 'feedback'
    )
  where n.sure_on is null or g.said_on >= n.sure_on
  group by g.day, g.account, g.ref, g.sentence, g.label, g.said_on
  having count(*) filter (where t.label in ('apology', 'flexibility') and t.ref <> g.ref) > 0
    or (
      g.said_on <= g.day - interval 120 day
      and count(distinct t.ref) filter (
        where t.label not in ('apology', 'flexibility') and t.said_on > g.said_on
      ) >= 3
    )
)
select
  g.day, g.account, g.kind, g.ref, g.said_on, g.said_by, g.who, g.level, g.label, g.probability, g.decides, g.quote,
  g.decides or (n.days > 1 and (n.sure_on is not null or n.none_is_so <= 0.05)) as counts,
  r.ref is not null as repaired,
  g.probability * case when g.level >= 5 then 1.25 when g.level <= 2 then 0.8 else 1.0 end
    * case when r.ref is not null then 0.15 else 1.0 end as weight
from grave g
join newest n on n.day = g.day and n.account = g.account
left join repaired r
  on r.day = g.day and r.account = g.account and r.ref = g.ref and r.sentence = g.sentence and r.label = g.label
