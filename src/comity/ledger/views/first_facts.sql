-- The day of the first fact of each kind that is known of each account; automatic mail is none. Words are
-- mail in a language that our reader reads. What was jotted down beside a call in its log is a call, and no word of
-- theirs.
select account, 'mail' as kind, min(sent_on) as first_on from mail where not automatic group by account
union all
select account, 'words' as kind, min(sent_on) as first_on from mail where not automatic and understood group by account
union all
select account, 'calls' as kind, min(called_on) as first_on from calls group by account
union all
select account, 'meetings' as kind, min(starts_on) as first_on from meetings group by account
union all
select account, 'money' as kind, min(issued_on) as first_on from invoices group by account
union all
select account, 'hours' as kind, min(worked_on) as first_on from hours group by account
union all
select account, 'placements' as kind, min(starts_on) as first_on from placements group by account
union all
select account, 'notes' as kind, min(written_on) as first_on from notes
where coalesce(kind, '') <> 'telephone log' group by account
