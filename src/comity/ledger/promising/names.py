"""Names of days, months and small numbers in English, German, French, Dutch and Spanish."""

from __future__ import annotations

import re

_WEEK = (
    ("monday", "montag", "lundi", "maandag", "lunes"),
    ("tuesday", "dienstag", "mardi", "dinsdag", "martes", "tues"),
    ("wednesday", "mittwoch", "mercredi", "woensdag", "miércoles", "weds"),
    ("thursday", "donnerstag", "jeudi", "donderdag", "jueves", "thurs"),
    ("friday", "freitag", "vendredi", "vrijdag", "viernes"),
    ("saturday", "samstag", "sonnabend", "samedi", "zaterdag", "sábado"),
    ("sunday", "sonntag", "dimanche", "zondag", "domingo"),
)
_YEAR = (
    ("january", "jan", "januar", "jänner", "janvier", "januari", "enero"),
    ("february", "feb", "februar", "février", "feber", "februari", "febrero"),
    ("march", "mar", "märz", "mars", "maart", "marzo"),
    ("april", "apr", "avril", "abril"),
    ("may", "mai", "mei", "mayo"),
    ("june", "jun", "juni", "juin", "junio"),
    ("july", "jul", "juli", "juillet", "julio"),
    ("august", "aug", "août", "augustus", "agosto"),
    ("september", "sep", "sept", "septembre", "septiembre"),
    ("october", "oct", "oktober", "okt", "octobre", "octubre"),
    ("november", "nov", "novembre", "noviembre"),
    ("december", "dec", "dezember", "dez", "décembre", "diciembre"),
)
_COUNT = (
    ("a", "an", "one", "ein", "einem", "einer", "eine", "een", "un", "une", "una", "couple of"),
    ("two", "a couple of", "zwei", "twee", "deux", "dos", "a day or two", "one or two"),
    ("three", "a few", "drei", "drie", "trois", "tres"),
    ("four", "vier", "quatre", "cuatro"),
    ("five", "fünf", "vijf", "cinq", "cinco"),
    ("six", "sechs", "zes", "seis"),
    ("seven", "sieben", "zeven", "sept", "siete"),
    ("eight", "acht", "huit", "ocho"),
    ("nine", "neun", "negen", "neuf", "nueve"),
    ("ten", "zehn", "tien", "dix", "diez"),
    ("eleven", "elf", "onze", "once"),
    ("twelve", "zwölf", "twaalf", "douze", "doce"),
    ("thirteen", "dreizehn", "dertien", "treize", "trece"),
    ("fourteen", "vierzehn", "veertien", "quatorze", "catorce"),
    ("fifteen", "fünfzehn", "vijftien", "quinze", "quince"),
)
_ORDER = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_PLACE = (
    ("last", "letzte", "letzten", "letzter", "laatste", "dernier", "dernière", "último", "última"),
    ("first", "1st", "erste", "ersten", "erster", "eerste", "premier", "première", "primer", "primera"),
    ("second", "2nd", "zweite", "zweiten", "zweiter", "tweede", "deuxième", "segundo", "segunda"),
    ("third", "3rd", "dritte", "dritten", "dritter", "derde", "troisième", "tercer", "tercera"),
    ("fourth", "4th", "vierte", "vierten", "vierter", "vierde", "quatrième", "cuarto", "cuarta"),
)

WEEKDAYS = {name: number for number, names in enumerate(_WEEK) for name in names}
MONTHS = {name: number for number, names in enumerate(_YEAR, 1) for name in names}
ANY_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))  # as part of an expression
NUMBERS = {name: number for number, names in enumerate(_COUNT, 1) for name in names}
PLACES = {name: number for number, names in enumerate(_PLACE) for name in names}  # 0: the last of all
# "On the first", never "the first draft": an ordinal in words counts only with "of the month" behind it.
ORDINAL_DAYS = {f"{name} of the month": number for number, name in enumerate(_ORDER, 1)}
