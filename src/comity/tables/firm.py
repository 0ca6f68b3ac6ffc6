"""What the firm says of itself in comity.toml."""

from comity.tables.base import MONEY, NUMBER, TEXT, TEXTS, Column, Table

TABLE = Table(
    name="firm",
    means="one reading of comity.toml",
    key=(),
    telling=("name", "domains"),
    columns=(
        Column("name", TEXT, "the firm's name"),
        Column("domains", TEXTS, "its own mail domains, lower case"),
        Column("currency", TEXT, "three letters"),
        Column("locale", TEXT, "such as nl_NL: decides dates that a file leaves open"),
        Column("hourly_cost", MONEY, "what an hour of our people costs where no rate is given"),
        Column("services", TEXTS, "what it sells"),
        Column("values", TEXTS, "what it stands for"),
        Column("hard_lines", TEXTS, "what it does not do for any client"),
        Column("direct_cost_share", NUMBER, "part of an invoice that goes to labour or goods on no time sheet"),
        Column("accounts", TEXT, "settings of single accounts as JSON, by domain"),
        Column("rates", TEXT, "exchange rates as JSON: 1 unit of the currency in the firm's own"),
        Column("reader", TEXT, "the language model for sentences in doubt as JSON: url, model and how to ask it"),
    ),
)
