-- What each half of the last year came to by each day, one row a half ('last' and 'before') of accounts whose money was
-- read: invoiced, credited, labour (wages and goods), hours of our own people and their cost. Null is what cannot be
-- known: the hours where none were ever read or not yet in that half, and every sum of which a part is not known.
select
  c.day,
  c.account,
  k.half,
  case when count(f.invoiced) = count(f.half) then coalesce(sum(f.invoiced), 0) end as invoiced,
  case when count(f.credited) = count(f.half) then coalesce(sum(f.credited), 0) end as credited,
  case when count(f.labour) = count(f.half) then coalesce(sum(f.labour), 0) end as labour,
  case when c.hours and k.known and count(f.hours) = count(f.half) then coalesce(sum(f.hours), 0) end as hours,
  case when c.hours and k.known and count(f.cost) = count(f.half) then coalesce(sum(f.cost), 0) end as cost
from channels_as_of c
join hours_known k on k.day = c.day
left join flows_12m f on f.day = c.day and f.account = c.account and f.half = k.half
where c.money
group by c.day, c.account, c.hours, k.half, k.known
