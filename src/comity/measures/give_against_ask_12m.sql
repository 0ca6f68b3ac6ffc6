-- give_against_ask_12m | share | window 12m | side we | from mail
-- Of our messages of the last year that give or try to sell, the share that gives: value shown, insight, a question
-- about their needs, contact with nothing to sell.
-- says: {share} of what we brought them in the last year was meant to give rather than to sell; typical is {typical_share}.
select
  day,
  account,
  count(distinct ref) filter (where label <> 'pitch') / cast(nullif(count(distinct ref), 0) as double) as value
from talk_as_of
where
  said_by = 'us' and label in ('value_shown', 'insight', 'check_in', 'discovery', 'feedback_asked', 'pitch')
  and said_on > day - interval 12 month
group by day, account
having count(distinct ref) >= 3
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_as_of
where said_by = 'us' and label in ('pitch') and said_on > day - interval 12 month
