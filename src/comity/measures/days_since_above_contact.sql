-- days_since_above_contact | days | window all | side they | from mail
-- Days since somebody who stands above our main contact was last heard, in a message or a meeting that was held. The
-- main contact is who wrote most of their messages of the last year (see the view main_contact_as_of). Null where nobody
-- wrote in that year, or nobody above was ever heard.
-- says: Somebody above our main contact was last heard {value} days ago; typical is {typical}.
with heard as (
  select day, account, level, sent_on as heard_on from mail_as_of where said_by = 'client'
  union all
  select day, account, level, starts_on as heard_on from meetings_as_of where not cancelled and not declined
)
select h.day, h.account, cast(date_diff('day', max(h.heard_on), h.day) as double) as value
from heard h
join main_contact_as_of m on m.day = h.day and m.account = h.account and h.level > m.level
group by h.day, h.account
