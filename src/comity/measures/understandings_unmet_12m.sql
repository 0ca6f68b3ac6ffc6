-- understandings_unmet_12m | count | window 18m | side they | from money
-- Concessions of ours, six to eighteen months old, in a conversation in which they promised volume or length, after
-- which half a year of invoices did not rise by a tenth over the half year before.
-- says: {value} of our concessions were given for volume that did not come; typical is {typical}.
select u.day, u.account, cast(count(distinct u.thread) filter (where coalesce(a.amount, 0) < 1.1 * coalesce(b.amount, 0)) as double) as value
from (
  select c.day, c.account, c.thread, min(c.said_on) as given_on
  from talk_as_of c
  join talk_as_of v
    on v.day = c.day and v.account = c.account and v.thread = c.thread and v.said_by = 'client'
    and v.label in ('direction', 'commitment')
  where c.said_by = 'us' and c.label = 'concession'
    and c.said_on <= c.day - interval 6 month and c.said_on > c.day - interval 18 month
  group by c.day, c.account, c.thread
) u
left join (
  select u2.day, u2.account, u2.thread, sum(i.amount) as amount
  from (
    select day, account, thread, min(said_on) as given_on from talk_as_of
    where said_by = 'us' and label = 'concession' group by day, account, thread
  ) u2
  join invoices_as_of i
    on i.day = u2.day and i.account = u2.account
    and i.issued_on > u2.given_on and i.issued_on <= u2.given_on + interval 6 month
  group by u2.day, u2.account, u2.thread
) a on a.day = u.day and a.account = u.account and a.thread = u.thread
left join (
  select u3.day, u3.account, u3.thread, sum(i.amount) as amount
  from (
    select day, account, thread, min(said_on) as given_on from talk_as_of
    where said_by = 'us' and label = 'concession' group by day, account, thread
  ) u3
  join invoices_as_of i
    on i.day = u3.day and i.account = u3.account
    and i.issued_on <= u3.given_on and i.issued_on > u3.given_on - interval 6 month
  group by u3.day, u3.account, u3.thread
) b on b.day = u.day and b.account = u.account and b.thread = u.thread
join channels_as_of ch on ch.day = u.day and ch.account = u.account and ch.money
group by u.day, u.account
