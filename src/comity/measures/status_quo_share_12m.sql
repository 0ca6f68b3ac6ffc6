-- status_quo_share_12m | share | window 12m | side they | from mail
-- Share of "leave it as it is" in what they said in the last year that has content.
-- says: {share} of what they had to say in the last year was to leave everything as it is; typical is {typical_share}.
select
  day,
  account,
  count(*) filter (where still) / cast(nullif(count(*), 0) as double) as value
from (
  select day, account, ref, sentence, bool_or(label = 'status_quo') as still
  from talk_as_of
  where said_by = 'client' and label not in ('commitment', 'apology') and said_on > day - interval 12 month
  group by day, account, ref, sentence
) as said
group by day, account
having count(*) >= 4
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_as_of
where said_by = 'client' and label in ('status_quo') and said_on > day - interval 12 month
