-- understandings_unmet_12m | count | window 18m | side they | from money
-- Conversations in which we gave way six to eighteen months ago and they told plans or promised something, where the
-- invoices of the half year after (the first time in that span) came to less than 1.1 times those of the half year
-- before. An invoice over an unknown amount leaves the conversation out.
-- says: {value} of our concessions were given for volume that did not come; typical is {typical}.
with given as (
  select day, account, thread, min(said_on) as given_on
  from talk_as_of
  where said_by = 'us' and label = 'concession'
    and said_on <= day - interval 6 month and said_on > day - interval 18 month
  group by day, account, thread
),
understandings as (
  select distinct g.day, g.account, g.thread, g.given_on
  from given g
  join talk_as_of v
    on v.day = g.day and v.account = g.account and v.thread = g.thread and v.said_by = 'client'
    and v.label in ('direction', 'commitment')
),
unmet as (
  select u.day, u.account, u.thread
  from understandings u
  join invoices_as_of i
    on i.day = u.day and i.account = u.account
    and i.issued_on > u.given_on - interval 6 month and i.issued_on <= u.given_on + interval 6 month
  group by u.day, u.account, u.thread
  having count(*) = count(i.amount) and coalesce(sum(i.amount) filter (where i.issued_on > u.given_on), 0)
    + 0.005 < 1.1 * coalesce(sum(i.amount) filter (where i.issued_on <= u.given_on), 0)
)
select c.day, c.account, cast(count(u.thread) as double) as value
from channels_as_of c
left join unmet u on u.day = c.day and u.account = c.account
where c.talk and c.money
group by c.day, c.account
