-- history_months | months | window all | side both | from any
-- Months since the first fact we know of this account: mail, invoice, hours, meeting or call.
-- says: We know {value} months of this account; typical is {typical}.
select day, account, months as value
from history_as_of
