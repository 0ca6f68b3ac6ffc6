-- Grave sentences of the last year by each day, sure and only possible ones, each with what it weighs: its probability,
-- a quarter more from the top (level 5 up), a fifth less from below (level 2 down), and little (0.15) once it was
-- repaired. Repaired means that they owned a fault or gave ground in another message of that day or later, or that four
-- months went by with at least three messages of substance: in both cases with nothing grave that is sure on a later
-- day.
select
  day, account, kind, ref, said_on, said_by, who, level, label, probability, decides, quote, repaired,
  probability * case when level >= 5 then 1.25 when level <= 2 then 0.8 else 1.0 end
    * case when repaired then 0.15 else 1.0 end as weight
from (
  select
    g.day, g.account, g.kind, g.ref, g.sentence, g.said_on, g.said_by, g.who, g.level, g.label, g.probability,
    g.decides, g.quote,
    count(*) filter (
      where t.label in ('threat', 'bypass', 'contempt', 'improper_ask', 'pay_refusal') and t.said_on > g.said_on
    ) = 0
    and (
      count(*) filter (where t.label in ('apology', 'flexibility') and t.ref <> g.ref) > 0
      or (
        g.said_on <= g.day - interval 120 day
        and count(distinct t.ref) filter (
          where t.label in ('direction', 'appreciation', 'access', 'joint_work', 'loyalty', 'feedback')
          and t.said_on > g.said_on
        ) >= 3
      )
    ) as repaired
  from (
    select d.day, t.*
    from account_days d
    join talk t on t.account = d.account and t.said_on <= d.day and t.said_on > d.day - interval 12 month
    where t.said_by = 'client' and t.label in ('threat', 'bypass', 'contempt', 'improper_ask', 'pay_refusal')
  ) g
  left join talk_as_of t
    on t.day = g.day and t.account = g.account and t.said_by = 'client' and t.said_on >= g.said_on
  group by
    g.day, g.account, g.kind, g.ref, g.sentence, g.said_on, g.said_by, g.who, g.level, g.label, g.probability,
    g.decides, g.quote
) as followed
