-- improper_asks_12m | weight | window 12m | side they | from mail
-- Asks of the last year against law, ethics or a firm's values.
-- Each day counts once, by its gravest sentence: its probability, more from the top, little once it was repaired. One
-- that is only possible counts beside a sure one of another day, or several days' that are together as sure (see the
-- view grave_as_of).
-- says: Their asks against law, ethics or our values weigh as much, in the last year, as {weight}; typical is {typical_weight}.
select c.day, c.account, coalesce(sum(g.weight), 0) as value
from channels_as_of c
left join (
  select day, account, said_on, max(weight) as weight
  from grave_as_of
  where label = 'improper_ask' and counts
  group by day, account, said_on
) g on g.day = c.day and g.account = c.account
where c.talk
group by c.day, c.account
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, weight
from grave_as_of
where label = 'improper_ask' and counts
