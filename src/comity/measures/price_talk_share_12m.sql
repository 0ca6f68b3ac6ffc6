-- price_talk_share_12m | share | window 12m | side they | from mail
-- Share of price talk in what they said in the last year that has content: sentences that push our price or set us
-- against a cheaper quote, of all their sentences that carry any label but a promise or an apology. Null under
-- three such sentences: whom nobody asks for anything else says little else.
-- says: {share} of what they had to say in the last year was about our price; typical is {typical_share}.
select day, account, count(*) filter (where price) / cast(count(*) as double) as value
from content_12m
group by day, account
having count(*) >= 3
-- proof
select day, account, kind, ref, said_on as happened_on, said_by, who, quote, probability as weight
from talk_12m
where said_by = 'client' and label in ('price_pressure', 'competitor')
