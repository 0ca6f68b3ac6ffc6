-- Deals that had been opened by each day, or tell no day on which they were. They are won or lost from the day that
-- says so (the later, where both are told), and where neither is told what their stage says from the day of the export
-- on, as are the reason and the day they were closed. The words that tell of a price, of no decision and of a tender
-- are those of the languages that are read.
select
  day,
  account,
  ref,
  name,
  amount,
  created_on,
  outcome,
  reason,
  case when closed_on <= day then closed_on end as closed_on,
  outcome = 'lost' and regexp_matches(
    lower(coalesce(reason, '')),
    '(^|[^a-z])(pric(e|es|ed|ey|ing)|rates?|cost(s|ly)?|cheap[a-z]*|expensive|undercut[a-z]*)([^a-z]|$)'
    || '|(^|[^a-z])(billig[a-z]*|g.nstiger[a-z]*|teuer|goedkoper|te duur|prix|moins cher|trop cher)([^a-z]|$)'
    || '|preis|prijs'
  ) as lost_to_cheaper,
  outcome = 'lost' and regexp_matches(
    lower(coalesce(reason, '')),
    'no decision|postpon|on hold|frozen|freeze|cancel|budget|not filled|no interest|verschoben|uitgesteld'
  ) as lost_to_no_decision,
  regexp_matches(
    lower(coalesce(name, '')),
    '(^|[^a-z])(tenders?|tendering|rf[qpi]s?|auctions?|bids?|bidding)([^a-z]|$)'
    || '|ausschreibung|aanbesteding|appel d.offres|licitaci'
  ) as tendered
from (
  select
    d.day, e.account, e.ref, e.name, e.amount, e.created_on,
    case when e.state_from <= d.day then e.reason end as reason,
    case
      when e.lost_on <= d.day and (e.won_on is null or e.won_on > d.day or e.won_on < e.lost_on) then 'lost'
      when e.won_on <= d.day then 'won'
      when e.won_on is null and e.lost_on is null and e.state_from <= d.day then e.outcome
    end as outcome,
    coalesce(
      greatest(case when e.won_on <= d.day then e.won_on end, case when e.lost_on <= d.day then e.lost_on end),
      case when e.state_from <= d.day then e.closed_on end
    ) as closed_on
  from account_days d
  join deals e on e.account = d.account and (e.created_on is null or e.created_on <= d.day)
) as known
