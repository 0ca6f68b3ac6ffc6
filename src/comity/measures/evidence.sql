-- evidence | weight | window 12m | side both | from any
-- How much is known of the account in the last year, on one scale: one for each message of theirs and half for each of
-- ours (20 each at most; of each side that share counts whose language our reader reads), one for each meeting that was
-- held (5 at most) and 0.15 for each invoice (12 at most): what is billed tells little of what the relationship is like.
-- Never more than three for each month since its first mail, invoice, hour, meeting or call.
-- says: We know as much of them from the last year as {value} letters could tell; typical is {typical}.
select
  d.day,
  d.account,
  least(
    coalesce(least(m.theirs, 20) * (cast(m.theirs_read as double) / nullif(m.theirs, 0)), 0)
    + coalesce(0.5 * least(m.ours, 20) * (cast(m.ours_read as double) / nullif(m.ours, 0)), 0)
    + least(coalesce(e.held, 0), 5)
    + 0.15 * least(coalesce(i.sent, 0), 12),
    3 * coalesce(h.months, 0)
  ) as value
from account_days d
left join (
  select
    day, account,
    count(distinct ref) filter (where said_by = 'client') as theirs,
    count(distinct ref) filter (where said_by = 'us') as ours,
    count(distinct ref) filter (where said_by = 'client' and understood) as theirs_read,
    count(distinct ref) filter (where said_by = 'us' and understood) as ours_read
  from mail_as_of
  where sent_on > day - interval 12 month
  group by day, account
) m on m.day = d.day and m.account = d.account
left join (
  select day, account, count(distinct ref) as held
  from meetings_as_of
  where not cancelled and not declined and starts_on > day - interval 12 month
  group by day, account
) e on e.day = d.day and e.account = d.account
left join (
  select day, account, count(distinct ref) as sent
  from invoices_as_of
  where issued_on > day - interval 12 month
  group by day, account
) i on i.day = d.day and i.account = d.account
left join history_as_of h on h.day = d.day and h.account = d.account
-- proof
select
  day, account, 'message' as kind, ref, sent_on as happened_on, said_by, who, first_words as quote, 1.0 as weight
from mail_as_of
where understood and sent_on > day - interval 12 month
union all
select
  day, account, 'meeting' as kind, ref, starts_on as happened_on, coalesce(called_by, 'us') as said_by, who, summary as quote,
  1.0 as weight
from meetings_as_of
where not cancelled and not declined and starts_on > day - interval 12 month
union all
select
  day, account, 'invoice' as kind, ref, issued_on as happened_on, 'us' as said_by, '' as who, memo as quote,
  0.15 as weight
from invoices_as_of
where issued_on > day - interval 12 month
