-- hours_against_margin_12m | rate | window 12m | side we | from hours
-- Our hours of the last year for each unit of money that is left after credits, wages and goods, as a multiple of the
-- median over the firm's accounts. Null where no hour was worked, nothing is left (not a cent), or an amount is not
-- known.
-- says: For what is left after wages and goods we work {value} times as long as for a typical client.
select b.day, b.account, b.hours_per_unit / m.usual as value
from burden_as_of b
join usual_burden m on m.day = b.day
-- proof
select
  day, account, 'hours' as kind, ref, worked_on as happened_on, 'us' as said_by, who,
  coalesce(memo, project, '') as quote, hours as weight
from hours_as_of
where worked_on > day - interval 12 month and hours >= 4
