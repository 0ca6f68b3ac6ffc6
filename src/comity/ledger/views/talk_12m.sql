-- What was said in the last year by each day and decides something: one row a sentence and label.
select *
from talk_as_of
where said_on > day - interval 12 month
