-- What they said in the last year by each day that has content, one row a sentence: whatever carries any label but a
-- promise or an apology; and whether it is about our price, wants everything left as it is, or asks for unpaid effort.
select
  day,
  account,
  ref,
  sentence,
  count(*) filter (where label in ('price_pressure', 'competitor')) > 0 as price,
  count(*) filter (where label = 'status_quo') > 0 as still,
  count(*) filter (where label = 'free_work') > 0 as asking
from talk_12m
where said_by = 'client' and label not in ('commitment', 'apology')
group by day, account, ref, sentence
