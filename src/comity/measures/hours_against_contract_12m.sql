-- hours_against_contract_12m | rate | window 12m | side we | from hours
-- Our hours of the last year as a multiple of what their contract covers in the months since the first of them (one at
-- least); of several contracts, the one that covers most. Null where no contract tells hours, or none were worked.
-- says: We worked {value} times the hours that the contract covers; typical is {typical}.
select h.day, h.account, h.hours / (t.hours_month * least(12, h.months)) as value
from (
  select
    day, account, sum(hours) as hours,
    greatest(1, cast(date_diff('day', min(worked_on), day) as double) / 30.4375) as months
  from hours_as_of
  where worked_on > day - interval 12 month
  group by day, account
) h
join (
  select d.day, d.account, max(c.hours_month) as hours_month
  from account_days d
  join contracts c on c.account = d.account and (c.dated_on is null or c.dated_on <= d.day)
  where c.hours_month > 0
  group by d.day, d.account
) t on t.day = h.day and t.account = h.account
-- proof
select
  d.day, d.account, 'contract' as kind, c.ref, coalesce(c.dated_on, d.day) as happened_on, 'us' as said_by,
  '' as who, c.quote, 1.0 as weight
from account_days d
join contracts c on c.account = d.account and (c.dated_on is null or c.dated_on <= d.day)
where c.hours_month > 0
