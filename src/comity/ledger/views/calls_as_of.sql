-- Telephone calls that had been made by each day.
select d.day, c.*
from days d
join calls c on c.called_on <= d.day
