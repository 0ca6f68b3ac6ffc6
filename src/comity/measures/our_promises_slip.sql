-- our_promises_slip | share | window first 90 days against last 90 | side we | from mail
-- Share of our promises of the last ninety days that was kept, less that share in our first ninety days with them; of
-- those whose outcome is known. Null where none is in either, or where the first mail is not half a year (180 days)
-- old.
-- says: The share of promises we keep moved by {share} since our first ninety days with them.
select
  p.day,
  p.account,
  count(*) filter (where p.outcome = 'kept' and p.made_on > p.day - interval 90 day)
    / cast(nullif(count(*) filter (where p.made_on > p.day - interval 90 day), 0) as double)
  - count(*) filter (where p.outcome = 'kept' and p.made_on < f.first_on + interval 90 day)
    / cast(nullif(count(*) filter (where p.made_on < f.first_on + interval 90 day), 0) as double) as value
from promises_as_of p
join first_facts f on f.account = p.account and f.kind = 'mail' and f.first_on <= p.day - interval 180 day
where p.said_by = 'us' and p.outcome in ('kept', 'broken')
group by p.day, p.account
