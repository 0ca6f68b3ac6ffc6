-- Since when our time sheets were read, and whether that is no later than a month after our first invoice, so that what
-- was not worked before was not billed either: one row.
select hours_from, coalesce(hours_from <= money_from + interval 1 month, true) as with_money
from began
