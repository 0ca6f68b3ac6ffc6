-- What was said, as something given or taken: one entry a message and kind. Where we gave way and they gave something in
-- the same conversation, before or after, that is told. That a payment comes late is given where they tell it unasked:
-- a notice that follows directly on a mail of ours answers a reminder, or whatever else we wanted to know.
select
  t.day,
  t.account,
  t.said_on as happened_on,
  case when t.said_by = 'us' then 'we' else 'they' end as side,
  case
    when t.label in ('price_pressure', 'competitor', 'free_work', 'threat', 'bypass', 'contempt', 'improper_ask',
      'pay_refusal', 'pitch') then 'took'
    else 'gave'
  end as flow,
  case when t.label = 'concession' and count(g.thread) > 0 then 'concession_traded' else t.label end as kind,
  cast(null as double) as amount,
  cast(null as varchar) as unit,
  t.kind as proof_kind,
  t.ref,
  t.said_by,
  min(t.who) as who,
  arg_max(t.quote, t.probability) as quote
from talk_as_of t
left join returned_as_of g on g.day = t.day and g.account = t.account and g.thread = t.thread
left join answers_as_of a on a.day = t.day and a.account = t.account and a.ref = t.ref and a.said_by = t.said_by
where t.label not in ('commitment', 'status_quo', 'pay_dispute') and not (t.label = 'pay_notice' and a.ref is not null)
group by t.day, t.account, t.said_on, t.said_by, t.label, t.kind, t.ref
