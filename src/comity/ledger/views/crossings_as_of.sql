-- Sentences by which a line that the firm declared had been crossed by each day.
select d.day, c.*
from account_days d
join crossings c on c.account = d.account and c.said_on <= d.day
