-- What was said in the year before the last one by each day and would decide something if it counted still: proof of
-- how long it has been so, and never counted.
select *
from talk_as_of
where said_on <= day - interval 12 month and said_on > day - interval 24 month
