"""What placements and job orders have in common: contract or hire, and what it is told by."""

from __future__ import annotations

import re
from decimal import Decimal

from comity.sources.amounts import Rated, bounded
from comity.sources.forms import Found
from comity.sources.working_time import YEAR, by_the_hour, span

HIRE, CONTRACT = "hire", "contract"
# Contract words first: "temp to perm" and "contract to hire" begin as contracts.
CONTRACT_WORDS = re.compile(
    r"\b(?:contract|contractor|temp|temps|temporary|interim|freelance|payroll|w-?2|1099|corp|zeitarbeit|leiharbeit|"
    r"arbeitnehmerüberlassung|überlassung|anü|befristet|uitzend\w*|detacher\w*|flex|payrolling|zzp|tijdelijk|"
    r"intérim|cdd|mission|freiberuf\w*|projekt\w*|assignment)\b",
    re.IGNORECASE,
)
HIRE_WORDS = re.compile(
    r"\b(?:direct|perm|permanent|hire|placement fee|retained|contingent|contingency|search|festanstellung|fest|"
    r"unbefristet|vermittlung|direktvermittlung|vast|vaste|werving|selectie|onbepaalde|cdi|embauche|recrutement|"
    r"full[ -]?time)\b",
    re.IGNORECASE,
)

EMPLOYMENT = (
    "employment type; placement type; job type; type of employment; engagement type; contract type; employee type; "
    "work type; position type; anstellungsart; beschäftigungsart; vertragsart; dienstverband; contractvorm; "
    "soort dienstverband; type de contrat; type d'emploi; employmenttype"
)
CLIENT = (
    "client corporation; client; client name; customer; company; company name; client company; account name; "
    "customer name; account; organisation; hirer; employer; kunde; entleiher; einsatzbetrieb; firma; unternehmen; "
    "auftraggeber; klant; opdrachtgever; inlener; bedrijf; société; entreprise; cliente; "
    "empresa"
)
TITLE = (
    "job title; position title; title; position; role; job; job name; stelle; stellenbezeichnung; funktion; "
    "tätigkeit; functie; functietitel; vacature; poste; intitulé du poste; fonction; "
    "puesto; cargo"
)
JOB_ID = (
    "job order id; position external id; job id; joborder; job order; job number; job no; requisition id; req id; "
    "auftragsnummer; vacaturenummer; vacaturenr; position id; position no; auftragsnr"
)
PAY = "pay rate; pay; hourly pay; wage; payrate; stundenlohn; lohn; uurloon; salaire horaire; taux de paie"
BILL = (
    "bill rate; client bill rate; billing rate; charge rate; charge out rate; charge; billrate; inleentarief; "
    "verrechnungssatz; stundensatz; uurtarief; tarief; taux de facturation"
)
SALARY = (
    "salary; annual salary; starting salary; base salary; yearly salary; compensation; jahresgehalt; gehalt; salaris; "
    "jaarsalaris; salaire; salaire annuel; salaire annuel brut; salaire brut annuel; salaire brut; "
    "rémunération annuelle; salario; salario anual; salario bruto anual; jahresbrutto"
)
FEE_SHARE = (
    "fee %; perm fee %; perm fee (%); fee percent; fee percentage; placement fee %; fee rate; fee arrangement; "
    "honorarsatz; honorar %; provision %; provisionssatz; fee-percentage; honorarium %; taux d'honoraires; "
    "honoraires %; taux de commission; honorarsatz %"
)


MOST_PERCENT = 100  # of a salary
LEAST_FEE = Decimal("0.01")  # of a salary: what is less than that, and no more than a hundred, is its percentage


def fee_of(found: Found) -> tuple[float | None, Decimal | None]:
    """The fee as a share of the salary and in money: some programs write the share where others write the money."""
    fee, share, salary = found.get("fee"), found.get("fee_share"), found.get("salary")
    if isinstance(fee, float):
        return fee if share is None else share, None
    if fee is None or share is not None:
        return share, fee
    if 0 < fee <= 1:
        return float(fee), None
    percent = salary is not None and 0 < fee <= MOST_PERCENT and fee < salary * LEAST_FEE
    return (float(fee / 100), None) if percent else (None, fee)


def settled(found: Found) -> Found:
    """What is paid, by the hour and by the year: for so long as its cell says, else as the column beside it says.

    What stands in one column of salaries and rates is the one or the other by what it is for, else by the employment.
    """
    hours = span(found.get("rate_for", ""))
    sums = {name: _hourly(found[name], hours) for name in ("pay_rate", "bill_rate") if name in found}
    if "salary" in found:
        sums["salary"] = _yearly(found["salary"])
    found = {**found, **sums}
    either: Rated | None = found.get("salary_or_rate")
    if either is None:
        return found
    contract = either.hours < YEAR / 12 if either.hours else employment_of(found) == CONTRACT
    told = {"pay_rate": _hourly(either, hours)} if contract else {"salary": _yearly(either)}
    return {**told, **found}


def _hourly(told: Rated, hours: float) -> Decimal | None:
    return by_the_hour(told.value, told.hours or hours)


def _yearly(told: Rated) -> Decimal:
    if told.hours in (0, YEAR):
        return told.value
    return bounded(told.value * Decimal(str(YEAR / told.hours)), str(told.value))


def employment_of(found: Found) -> str | None:
    """'contract' or 'hire': by the word used, else by what is paid for; None where neither tells."""
    word = found.get("employment") or ""
    if CONTRACT_WORDS.search(word):
        return CONTRACT
    if HIRE_WORDS.search(word):
        return HIRE
    if any(found.get(name) for name in ("pay_rate", "bill_rate")):
        return CONTRACT
    if any(found.get(name) for name in ("salary", "fee", "fee_share")):
        return HIRE
    return None
