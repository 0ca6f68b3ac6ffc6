-- main_contact_share_12m | share | window 12m | side they | from mail
-- Share of their messages of the last year that one person wrote, the one who wrote most. Null under three messages.
-- says: {share} of their mail in the last year came from one person; typical is {typical_share}.
select day, account, max(wrote) / cast(sum(wrote) as double) as value
from (
  select day, account, person, count(distinct ref) as wrote
  from mail_as_of
  where said_by = 'client' and sent_on > day - interval 12 month
  group by day, account, person
) as by_person
group by day, account
having sum(wrote) >= 3
-- proof
select
  day, account, 'message' as kind, ref, sent_on as happened_on, said_by, who, first_words as quote,
  cast(own_words as double) as weight
from mail_as_of
where said_by = 'client' and sent_on > day - interval 12 month
