"""A list of clients that somebody wrote by hand: each firm and its domain or website, and nothing else."""

from __future__ import annotations

from comity.sources.crm import companies
from comity.sources.forms import Form

FORM = Form(
    name="client_list",
    table="companies",
    means="clients, each with its domain",
    shape=companies.shape,
    fields=tuple(field for field in companies.FORM.fields if field.name in ("name", "domains")),
    needs=(("name",), ("domains",)),
    strangers="vendor; supplier; lieferant; leverancier; fournisseur; proveedor; competitor; wettbewerb; concurrent; "
    "competidor; spam; block; sperr; bloqu",
    least=2,
    whole=True,
)
