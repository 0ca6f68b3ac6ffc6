-- history_months | months | window all | side both | from any
-- Months since the first fact we know of this account: mail, invoice, hours, meeting or call.
-- says: We know {value} months of this account; typical is {typical}.
select d.day, f.account, date_diff('day', min(f.first_on), d.day) / 30.4375 as value
from days d
join (
  select account, min(sent_on) as first_on from mail group by account
  union all
  select account, min(issued_on) as first_on from invoices group by account
  union all
  select account, min(worked_on) as first_on from hours group by account
  union all
  select account, min(starts_on) as first_on from meetings group by account
  union all
  select account, min(called_on) as first_on from calls group by account
) f on f.first_on <= d.day
group by d.day, f.account
