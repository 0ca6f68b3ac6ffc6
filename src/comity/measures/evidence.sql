-- evidence | weight | window 12m | side both | from any
-- How much is known of the account in the last year, on one scale: messages of both sides, meetings, calls, invoices
-- and weeks with hours, each counted up to a limit; months of history bound it.
-- says: Little is known of them: what was seen in the last year weighs {value}; typical is {typical}.
select
  d.day,
  a.account,
  least(
    least(coalesce(m.theirs, 0), 20) + 0.5 * least(coalesce(m.ours, 0), 20) + least(coalesce(e.held, 0), 5)
    + 0.5 * least(coalesce(i.sent, 0), 12),
    4.0 * coalesce(f.months, 0)
  ) as value
from days d
cross join accounts a
left join (
  select day, account, count(distinct ref) filter (where said_by = 'client') as theirs,
    count(distinct ref) filter (where said_by = 'us') as ours
  from mail_as_of where sent_on > day - interval 12 month group by day, account
) m on m.day = d.day and m.account = a.account
left join (
  select day, account, count(distinct ref) as held from meetings_as_of
  where not cancelled and starts_on > day - interval 12 month group by day, account
) e on e.day = d.day and e.account = a.account
left join (
  select day, account, count(distinct ref) as sent from invoices_as_of
  where issued_on > day - interval 12 month group by day, account
) i on i.day = d.day and i.account = a.account
left join (
  select d2.day, account, date_diff('day', min(first_on), d2.day) / 30.4375 as months
  from days d2
  join (
    select account, min(sent_on) as first_on from mail group by account
    union all
    select account, min(issued_on) as first_on from invoices group by account
  ) x on x.first_on <= d2.day
  group by d2.day, account
) f on f.day = d.day and f.account = a.account
