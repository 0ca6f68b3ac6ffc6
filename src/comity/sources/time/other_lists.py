"""What lists of hours are called that nobody worked yet: beginnings of words, in five languages (see `forms.speak`)."""

from __future__ import annotations

# What may be a department's or a project's name too: "Stunden Planung" are hours that planners worked.
_WORKED = " !hour !time !stunden !zeit !uren !tijd !heure !temps !hora"
_PLANS = "plan.; plans.; planning.; plannings.; planung.; planungen.; schedule.; schedules.; capacity; forecast"

PLANNED = (
    "planned; scheduled; roster; rota.; rotas.; budgeted; estimated; resourcing; resource plan; "
    "geplant; planstunden; planzeit; stundenplan; einsatzplan; dienstplan; schichtplan; personalplan; arbeitsplan; "
    "wochenplan; monatsplan; jahresplan; ressourcenplan; kapazitatsplan; kapazitaetsplan; sollstunden; sollzeit; "
    "gepland; urenplanning; personeelsplanning; capaciteitsplanning; rooster; dienstrooster; werkrooster; begroot; "
    "begrote; planifie; prevu; prevue; previsionnel; planificad; planificacion; previst; cuadrante; programad; "
    + "; ".join(plan + _WORKED for plan in _PLANS.split("; "))
)
