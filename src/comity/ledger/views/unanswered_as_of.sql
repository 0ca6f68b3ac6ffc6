-- Mail by each day that asked something and got no answer: for two weeks (ten working days) nothing from the other side
-- in that conversation, and for five days nothing from it at all. Known once the two weeks are over.
select d.day, q.account, q.ref, q.sent_on, q.said_by, q.who, q.first_words
from account_days d
join (
  select
    account, ref, sent_on, said_by, who, first_words, asks,
    case
      when said_by = 'client' then min(case when said_by = 'us' then sent_on end) over conversation
      else min(case when said_by = 'client' then sent_on end) over conversation
    end as answered_on,
    case
      when said_by = 'client' then min(case when said_by = 'us' then sent_on end) over correspondence
      else min(case when said_by = 'client' then sent_on end) over correspondence
    end as written_on
  from mail
  where not automatic
  window
    conversation as (
      partition by account, thread order by sent_at range between current row and unbounded following
    ),
    correspondence as (
      partition by account order by sent_at range between current row and unbounded following
    )
) q on q.account = d.account and q.sent_on <= d.day - interval 14 day
where q.asks
  and (q.answered_on is null or q.answered_on > q.sent_on + interval 14 day)
  and (q.written_on is null or q.written_on > q.sent_on + interval 5 day)
