-- What was asked or granted beyond the agreement, each way, with the answer that an ask got: within sixty days the first
-- message of ours in its conversation that gives way, else the first that answers it at all. What we granted stands by
-- itself where nobody had asked for it in that conversation; a sentence of theirs that asks and grants is told once.
with asked as (
  select t.account, t.said_on, t.kind, t.ref, t.thread, min(t.person) as person, min(t.who) as who,
    arg_max(t.quote, t.probability) as quote, min(m.sent_at) as sent_at
  from talk_as_of t
  left join mail_as_of m on m.day = t.day and m.account = t.account and m.ref = t.ref
  where t.day = {day} and t.said_by = 'client' and t.label = 'free_work'
  group by t.account, t.said_on, t.kind, t.ref, t.thread
),
answers as (
  select a.account, a.ref, o.ref as answer_ref, o.sent_on as answer_on, o.who as answer_who,
    g.ref is not null as granted,
    row_number() over (partition by a.account, a.ref order by g.ref is null, o.sent_at, o.ref) as place
  from asked a
  join mail_as_of o on o.day = {day} and o.account = a.account and o.thread = a.thread and o.said_by = 'us'
    and o.sent_at > a.sent_at and o.sent_on <= a.said_on + interval 60 day
  left join (
    select distinct account, ref from talk_as_of where day = {day} and said_by = 'us' and label = 'concession'
  ) g on g.account = o.account and g.ref = o.ref
),
given as (
  select t.account, t.said_on, t.kind, t.ref, t.said_by, min(t.person) as person, min(t.who) as who,
    arg_max(t.quote, t.probability) as quote
  from talk_as_of t
  left join asked a
    on a.account = t.account
    and ((a.thread = t.thread and a.said_on <= t.said_on and t.said_by = 'us') or (a.ref = t.ref and a.quote = t.quote))
  where t.day = {day} and a.ref is null
    and ((t.said_by = 'us' and t.label = 'concession') or (t.said_by = 'client' and t.label = 'flexibility'))
  group by t.account, t.said_on, t.kind, t.ref, t.said_by
)
select a.account, a.said_on as happened_on, a.kind as proof_kind, a.ref, 'client' as side, a.person, a.who, a.quote,
  case when r.granted then 'granted' when r.answer_ref is not null then 'answered' else 'unanswered' end as outcome,
  r.answer_ref, r.answer_on, r.answer_who
from asked a
left join answers r on r.account = a.account and r.ref = a.ref and r.place = 1
union all
select account, said_on as happened_on, kind as proof_kind, ref, said_by as side, person, who, quote, 'given' as outcome,
  cast(null as varchar) as answer_ref, cast(null as date) as answer_on, cast(null as varchar) as answer_who
from given
order by account, happened_on desc, ref
