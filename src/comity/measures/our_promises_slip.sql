-- our_promises_slip | share | window first 90 days against last 90 | side we | from mail
-- Share of our promises kept in the last ninety days, less that share in our first ninety days with them.
-- Null where no outcome is known on either side.
-- says: The share of promises we keep moved by {share} since our first ninety days with them.
select p.day, p.account,
  count(*) filter (where p.outcome = 'kept' and p.made_on > p.day - interval 90 day)
    / cast(nullif(count(*) filter (where p.made_on > p.day - interval 90 day), 0) as double)
  - count(*) filter (where p.outcome = 'kept' and p.made_on <= f.first_on + interval 90 day)
    / cast(nullif(count(*) filter (where p.made_on <= f.first_on + interval 90 day), 0) as double) as value
from promises_as_of p
join (select account, min(sent_on) as first_on from mail group by account) f on f.account = p.account
where p.said_by = 'us' and p.outcome <> 'open' and f.first_on <= p.day - interval 180 day
group by p.day, p.account
