-- our_answer_hours_12m | hours | window 12m | side we | from mail
-- Median business hours (Monday to Friday, 8 to 18) that we took to answer in the last year, from the message that
-- stands before the answer in its conversation. Null under three answers.
-- says: We took {value} business hours to answer at the median of the last year; typical is {typical}.
select day, account, median(minutes) / 60.0 as value
from answers_as_of
where said_by = 'us' and answered_on > day - interval 12 month
group by day, account
having count(*) >= 3
-- proof
select
  day, account, 'message' as kind, ref, answered_on as happened_on, said_by, who, '' as quote,
  cast(minutes as double) as weight
from answers_as_of
where said_by = 'us' and answered_on > day - interval 12 month and minutes > 1200
