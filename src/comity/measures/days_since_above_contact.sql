-- days_since_above_contact | days | window all | side they | from mail
-- Days since somebody who stands above our main contact of the last year was last heard, in a message or a meeting;
-- null where nobody stands above, or nobody ever was heard.
-- says: Somebody above our main contact was last heard {value} days ago; typical is {typical}.
with main as (
  select day, account, person, level
  from (
    select
      day, account, person, max(level) as level,
      row_number() over (partition by day, account order by count(distinct ref) desc, person) as place
    from mail_as_of
    where said_by = 'client' and sent_on > day - interval 12 month
    group by day, account, person
  ) as ranked
  where place = 1
)
select h.day, h.account, cast(min(date_diff('day', h.heard_on, h.day)) as double) as value
from (
  select day, account, person, level, sent_on as heard_on from mail_as_of where said_by = 'client'
  union all
  select day, account, who as person, level, starts_on as heard_on from meetings_as_of where not cancelled
) h
join main m on m.day = h.day and m.account = h.account and h.person <> m.person and h.level > coalesce(m.level, 3)
group by h.day, h.account
