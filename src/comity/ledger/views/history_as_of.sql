-- Months by each day since the first mail, invoice, hour, meeting or call of each account.
select d.day, d.account, cast(date_diff('day', min(f.first_on), d.day) as double) / 30.4375 as months
from account_days d
join first_facts f on f.account = d.account and f.first_on <= d.day
where f.kind in ('mail', 'money', 'hours', 'meetings', 'calls')
group by d.day, d.account
