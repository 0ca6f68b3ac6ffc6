-- give_against_ask_12m | share | window 12m | side we | from mail
-- Of our messages of the last year that give or try to sell, the share that gives: value shown, insight, a question
-- about their needs or about our work, contact with nothing to sell. Null under three such messages.
-- says: {share} of what we brought them in the last year was meant to give rather than to sell; typical is {typical_share}.
select
  day,
  account,
  count(distinct ref) filter (where label <> 'pitch') / cast(count(distinct ref) as double) as value
from talk_12m
where said_by = 'us' and label in ('value_shown', 'insight', 'check_in', 'discovery', 'feedback_asked', 'pitch')
group by day, account
having count(distinct ref) >= 3
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_12m
where said_by = 'us' and label = 'pitch'
