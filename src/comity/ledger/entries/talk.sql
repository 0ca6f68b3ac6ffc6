-- What was said, as something given or taken: one entry a message and kind.
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
  t.label as kind,
  cast(null as double) as amount,
  cast(null as varchar) as unit,
  t.kind as proof_kind,
  t.ref,
  t.said_by,
  min(t.who) as who,
  arg_max(t.quote, t.probability) as quote
from talk_as_of t
where t.label not in ('commitment', 'status_quo', 'pay_dispute')
group by t.day, t.account, t.said_on, t.said_by, t.label, t.kind, t.ref
