"""Where a text names a day, in the five languages that are read; which day it is, `days` tells."""

from __future__ import annotations

import re

from comity.later import pattern
from comity.ledger.promising.cues import words
from comity.ledger.promising.feasts import FEAST_WORDS, FEASTS
from comity.ledger.promising.names import ANY_MONTH, MONTHS, NUMBERS, ORDINAL_DAYS, PLACES, WEEKDAYS

_DIGIT = pattern(r"\d")
# What money goes out with.
_RUN = r"\b(?:(?:payment\s+|pay\s+|che(?:que|ck)\s+)?run|(?:zahl|zahlungs)?lauf|betaal(?:ronde|run)|remesa)"
# Words before a day that make it one of the past.
PAST = pattern(
    r"\b(?:since|last|previous|past|of|from your|ago|seit|letzten|letzte|vom|vorigen?|sinds|vorige|afgelopen|van|depuis"
    r"|dernier|du|desde|pasado)\s+(?:the\s+|den\s+|de\s+|le\s+|el\s+)?$", re.I,
)  # fmt: skip
# The same before a weekday, of which "by noon of Friday" and "as of Monday" are none.
PAST_WEEKDAY = pattern(
    r"\b(?:since|last|previous|past|seit|letzten|letzte|vorigen?|sinds|vorige|afgelopen|depuis|pasado)\s+"
    r"(?:den\s+|le\s+|el\s+)?$", re.I,
)  # fmt: skip
# What is of a weekday, or "del 4", is of one that is over ("the photos of Friday"), but not a part of that day ("by
# noon of Friday") nor what something is done for, at or by ("for the meeting of Friday").
_OF = pattern(r"\b(?:(?P<any>(?<!as\s)of|van|vom|du)|(?P<southern>del?))\s+$", re.I)
_AHEAD_OF = pattern(
    r"\b(?:end|start|beginning|middle|close|course|morning|noon|lunch|afternoon|evening|night|day|week|ende|laufe?|anfang|mitte"
    r"|morgen|vormittag|mittag|nachmittag|abend|nacht|woche|einde?|loop|begin|ochtend|middag|avond|fin|début|courant|matin"
    r"|matinée|après-midi|soir|soirée|nuit|journée|semaine|partir|mañana|mediodía|tarde|noche|final(?:es)?|curso|largo|semana"
    r"|principios?)\s+\w+\s+$"
    r"|\b(?:by|until|till|before|after|for|at|in|with|bis|vor|nach|für|zu[rm]?|beim?|mit|im|am|an|auf|ab|tot|voor|na|tegen|bij"
    r"|met|op|vanaf|tijdens|pour|avant|après|à|au|dans|avec|lors|dès|pendant|para|antes|después|hasta|en|con|durante|a|al"
    r"|desde|entre)\s+(?:\S+\s+){0,2}\w+\s+$", re.I,
)  # fmt: skip
_SOUTHERN_DAY = pattern(r"(?:\w+di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b", re.I)
# Words before those that take them back: what begins on a day or is run on it, and the end of a span ahead.
STILL_AHEAD = pattern(
    rf"(?:\bà\s+partir\s+du|\ba\s+partir\s+del?|{_RUN}\s+(?:of(?:\s+the)?|vom|van(?:\s+de)?|du|del?))\s+$", re.I
)
ENDS_OF = pattern(r"\b(?:end|start|beginning|middle|close|course)\s+of(?:\s+the)?\s+$", re.I)
# Before a month until which, and not from which on, something is done on one weekday after the other.
UNTIL = pattern(r"^(?:by|until|before|through|thru|bis)\b", re.I)
# Signs that are letters of these words to an expression that takes capitals for small ones, and to nothing else.
LETTERS = str.maketrans({"\u017f": "s", "\u0131": "i", "\u0130": "I", "\u212a": "K"})
# Before a day on which something else ends: "the agreement, which ends December 31".
RUNS_OUT = pattern(
    r"\b(?:ends?|ending|expires?|expiring|lapses?|runs?\s+out|endet|ausläuft|afloopt|eindigt|se\s+termine|expire|vence"
    r"|caduca|termina)\s+(?:(?:on|at|am|op|le|el|the)\s+)*$", re.I,
)  # fmt: skip
# What makes a feast a limit, and of these what leaves until the day before it.
UNTIL_FEAST = pattern(
    r"\b(?:by|before|until|till|on|at|after|over|around|past|this\s+side\s+of|bis(?:\s+(?:zu|an))?|vor|nach|an|über"
    r"|rund\s+um|zu|avant|d['’]ici|à|après|dès|pendant|voor|tegen|na|tot|rond|antes\s+de|hasta|en"
    r"|después\s+de|pour|para|follow\w*|in|between)\s*(?:(?:the|das|dem|den|die|le|la|el|los|las|de|du|pont\s+de|late|early|may|august"
    r"|spring|summer)\s+|l['’]|de\s+l['’]|du\s+)*$", re.I,
)  # fmt: skip
BEFORE_FEAST = pattern(
    r"\b(?:before|this\s+side\s+of|vor|avant|voor|antes\s+de)\s*(?:[a-zé]+\s+){0,3}(?:l['’]|de\s+l['’])?$", re.I
)
AFTER = pattern(
    r"\b(?:after|nach|na|après|después de)\s+(?:the\s+|de\s+|las?\s+)?$|\bin\s+the\s+(?=$)", re.I,
)  # fmt: skip

# "Donnerstagabend", "vrijdagmiddag".
_parts = "abend|nachmittag|vormittag|mittag|morgen|früh|nacht|ochtend|middag|avond"
_names = "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))
# Before a day: the week it lies in, to its end or to a weekday of it.
WEEK_OF = pattern(
    rf"(?:\b(?P<on>{_names})\s+(?:of\s+|in\s+|der\s+|van\s+|de\s+)?(?:the\s+|de\s+|la\s+)?)?\b(?:week\s+(?:of|commencing"
    r"|beginning|starting|van)|woche\s+(?:vom|ab)|semaine\s+du|semana\s+del)\s+(?:the\s+|de\s+)?$", re.I,
)  # fmt: skip
# What begins on a day is not due on it where another day is named.
BEGINS = pattern(
    r"\b(?:from|as\s+of|starting|effective|ab|vanaf|dès|à\s+partir\s+d[eu]|desde|a\s+partir\s+del?|starts|begins|commences"
    r"|beginnt|startet|begint|débute|empieza|comienza)\s+(?:(?:on|from|am|ab|op|vanaf)\s+)?(?:(?:the|dem|le|el|de)\s+)?$",
    re.I,
)  # fmt: skip
# Before a day in two numbers; elsewhere "5/6 positions" is a share of them, and "24/7" is always.
OF_A_DAY = pattern(
    r"(?:\b(?:on|by|until|till|before|after|from|due|for|through|the|am|bis|vom|ab|zum|den|dem|op|tot|vanaf|voor|tegen"
    r"|uiterlijk|le|au|du|dès|pour|avant|el|al|hasta|para|desde|mon|tue|wed|thu|fri|sat|sun"
    rf"|{_names})\.?,?\s+|[(:–—-]\s*|^\s*)$", re.I,
)  # fmt: skip
SHARE = pattern(r"(?P<of>\d+)/(?P<all>\d+)(?=\s+[^\W\d_])")
BARE = ("bare", "bare2", "bare3", "bare4", "bare5")  # numbers of days alone
IN_A_WEEK = ("iso", "dotted", "slashed", "month", "month2", "ordinal", *BARE, "weekday")
_months = ANY_MONTH
_southern = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo"
    "|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_feasts = "|".join(
    re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s+") for name in sorted(FEASTS, key=len, reverse=True)
)
# Behind a week ahead, a day of it: "next week, on Friday"; not where its number in the month stands beside it.
_day_in_it = (
    r"(?:,?\s+(?:(?:on|am|op|le|el)\s+)?(?P<{}>" + _names + rf")(?:{_parts})?\b"
    r"(?!['’]s\b|,?\s+(?:(?:the|den|dem|de|le|el)\s+)?\d))?"
)
_next_week = (
    r"(?:next\s+week|(?:nächste|kommende)[rn]?\s+woche|(?:volgende|komende)\s+week|semaine\s+prochaine|semana\s+que\s+viene"
    r"|próxima\s+semana)"
)
_numbers = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
_places = "|".join(sorted(map(re.escape, PLACES), key=len, reverse=True))
_first_ones = "|".join(sorted((re.escape(name) for name, place in PLACES.items() if place), key=len, reverse=True))
_ordinals = "|".join(sorted(map(re.escape, ORDINAL_DAYS), key=len, reverse=True))
_UNIT = (
    r"(?P<unit>(?:working|business)\s+days?|werktagen?|arbeitstagen?|werkdagen|jours\s+ouvrés|d[ií]as\s+hábiles"
    r"|minut\w{1,3}|hours?|stunden?|heures?|horas?|uur|days?|tage?n?|dagen?|jours?|d[ií]as?"
    r"|weeks?|weken|wochen?|semaines?|semanas?|months?|fortnights?|monate?n?|maanden?|mois|mes(?:es)?)"
)

# By the names of a season, the month it ends with.
SEASONS = {
    ("spring", "frühjahr", "voorjaar", "printemps", "primavera"): 5,
    ("summer", "sommer", "zomer", "été", "verano"): 8,
    ("autumn", "fall", "herbst", "najaar", "herfst", "automne", "otoño"): 11,
    ("winter", "hiver", "invierno"): 2,
}  # fmt: skip

# Everything that may name a day; the first group that matches says which kind it is.
NAMED = pattern(
    rf"""
    \b(?:(?:the|der|die|den|de|la|le|el)\s+)?(?P<place>{_places})\s+(?P<placed>week|woche|semaine|semana|{_names})\s+
      (?:of|in|im|des|van|de|du|del)\s+(?:(?:the|each|every|this|der|des|de|la|el|elke|iedere|jeden)\s+)?
      (?P<further>(?:next|nächsten|volgende)\s+)?(?P<within>{_months}|month|monats?|maand|mois|mes)\b
    |\b(?:on|by|until|before|op|tegen|uiterlijk|avant|pour|para|hasta)\s+(?:the|de|le|el)\s+
      (?P<last>(?:last|laatste|dernier|último)\s+(?:{_names}))\b
      (?!\s+(?:of|in|im|des|van|de|du|del)\b)
    |\b(?:(?:on|by|until|before|op|tegen|uiterlijk|avant|pour|para|hasta)\s+(?:the|de|le|el|every|each|elke|chaque|cada)
      |le|el|(?:bis\s+)?zum|am|jeden|every|each|elke|chaque|cada)\s+(?P<nth>(?:{_first_ones})\s+(?:{_names}))s?\b
      (?!\s+(?:of|in|im|des|van|de|du|del|after|nach|na|après|tras)\b)
    |(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)
    |(?P<dotted>\b\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?\d{{4}}|\d{{2}})?(?!\d))
    |(?P<slashed>(?<![\d/.,])\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}}|(?!\s+(?:of|der|des|van|de|du|del)\b))(?![\d/]))
    |\b(?:(?:in|within)\s+)?(?P<later_by>\d{{1,2}}|{_numbers})\s+(?P<later_unit>days?|weeks?|fortnights?|months?)\s+from\s+
      (?P<from_day>today|now|tomorrow|{_names})\b(?!['’]s\b)
    |\s?\b(?P<from_day2>heute|morgen|vandaag|{_names})\s+(?:in|over)\s+(?P<later_by2>\d{{1,2}}|{_numbers})\s+
      (?P<later_unit2>wochen?|week|weken)\b
    |\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|e|ste|de)?(?:\s+of
      |\s+de)?\s+(?P<month>{_months})\b\.?(?:,?\s+(?:de\s+)?(?P<year>20\d\d))?
    |\b(?P<month2>{_months})\b\.?\s+(?:the\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd
      |th)?\b(?!\s*[%.,:]\d)(?:,?\s+(?P<year2>20\d\d))?
    |\b(?:end\s+of|ende|eind(?:e)?|fin(?:\s+de(?!\w))?|fin(?:al)?(?:es)?\s+de|a\s+finales\s+de)\s+(?:(?:the|this|that|der|deze|des
      |van\s+de|la|de\s+la|du|del|de\s+este)\s+)?(?P<end>week|month|mo|year|quarter|day|woche|monats?|jahres|maand|jaar
      |semaine|mois|trimestre|l['’]année|semana|mes|año)\b(?:\s+d(?:e\s+|['’])(?P<ends_in>{_months})\b)?
    |\b(?:mid[- ]|mitte\s+|midden\s+|medio\s+|(?:voor|tegen|rond|per|vanaf|tot|uiterlijk)\s+half\s+|mi-|mediados
      \s+de\s+)(?P<middle>{_months})\b
      (?:\s+(?:de\s+)?(?P<of_year>20\d\d))?
    |\b(?:early(?:\s+in)?|(?:beginning|start)\s+of|anfang|begin(?:\s+van)?|début|(?:principios|primeros)\s+de)\s+
      (?P<early>{_months})\b(?!\s+\d)
    |\b(?:in|for|im|für|by|until|bis|during|over|voor|pour|para)\s+(?:the\s+|das\s+|dem\s+|der\s+|de\s+|het\s+|zum\s+)*
      (?P<half>first|second|erste[nsr]?|zweite[nsr]?|eerste|tweede)\s+(?:half(?:\s+of\s+(?:the\s+year|(?=20\d\d))|(?=\s*(?:
      [.,;!]|$)))|halbjahr(?:e?s)?|jahreshälfte|helft\s+van\s+het\s+jaar|jaarhelft)\b(?:\s+(?P<half_of>20\d\d))?
    |\b(?:(?P<next_weekend>next|nächstes|am\s+nächsten|volgend)|this|over\s+the|at\s+the|on\s+the|from\s+(?:the|this)|am|dieses
      |übers|dit|in\s+het|ce|este)\s+(?P<weekend>weekend|week-end|wochenende)\b
    |\b(?:before|by\s+the\s+time)\s+(?:the|this)\s+(?P<out>month|year|week)(?:['’]s|\s+is)\s+(?:out|over)\b
    |(?P<yearend>\byear[- ]end\b|\bjahresende\b|\bjaareinde\b|\bmonatsende\b|\bwochenende\b|\bwoche\s*nende\b|\bcob\b
      |\beod\b|\beow\b|\beom\b|\bquarter(?:[- ]|['’]s\s+)end\b
      |\bquartalsende\b|\bmonth(?:[- ]|['’]s\s+)end\b|\b(?:before|by|until|voor)\s+(?:the|het)\s+weekend\b)
    |\b(?:end\s+of\s+|ende\s+)?q(?P<quarter>[1-4])\b
    |\b(?:week|kw|woche|semaine|semana)\s+(?P<week>\d{{1,2}})\b
    |\b(?:in|im|by|from|before|until|through|thru|probably|be|ab|vanaf|ende|eind|fin|bis|für\s+den|starting|after|nach|na|après
      |end\s+of)\s+(?:(?:the|your|our|their)\s+)?(?:end\s+(?:of\s+)?)?(?:late\s+)?(?P<alone>{_months})\b(?!\.?\s+\d)
      (?P<next_year>\s+(?:(?:of\s+)?next\s+year|(?:des\s+)?nächsten\s+jahres|volgend\s+jaar))?
    |\b(?:en|a?\s*final(?:es)?\s+de|acabe|termine|acabar|dès|à\s+partir\s+d[e’']|desde|a\s+partir\s+de)\s*(?P<alone2>{_southern})\b
      (?P<next_year2>\s+(?:de\s+l['’]année\s+prochaine|del?\s+(?:próximo\s+año|año\s+que\s+viene)))?
    |\b(?:in|im|by|this|next|before|diesen|nächstes|en|au|à\s+l['’]|het|dit|(?:finales|principios|mediados)\s+de
      |de(?!\s+(?:primavera|verano|otoño|invierno|printemps|automne)))\s*(?:the\s+|het\s+|la\s+
      |el\s+)?(?P<season>spring|summer|autumn|fall|winter|frühjahr|sommer|herbst|voorjaar|zomer|najaar|herfst
      |printemps|été|automne|hiver|primavera|verano|otoño|invierno)\b
    |(?:{_RUN}\s+(?:of\s+the|vom|van\s+de|du|del)|\bel\s+día)\s+(?P<bare2>\d{{1,2}})(?:st|nd|rd|th|e)?\b
      (?!\.?\s*(?:of\s+|de\s+)?(?:{_months}))(?=\s*(?:[.,;!)]|$)|\s+(?:and|und|y|en|et|hinaus|raus|is|ist|le|te|os)\b)
    |(?P<week_after>\bweek\s+after\s+next\b|\bübernächste[nr]?\s+woche\b|\bweek\s+na\s+volgende\s+week\b)
    |(?P<overmorrow>\b(?:day\s+after\s+tomorrow|übermorgen|overmorgen|après-demain|pasado\s+mañana)\b)
    |(?P<tomorrow>\b(?:tomorrow|morgen|morgenvroeg|morgenochtend|demain|(?<!\bla\s)mañana|in\s+the\s+morning
      |next\s+morning)\b)
    |(?P<today>\b(?:today|tonight|this\s+(?:morning|afternoon|evening)|within\s+the\s+hour(?!\s+of)|by\s+(?:noon
      |lunch)|heute|vandaag|vanmiddag|vanavond|vanochtend|vannacht|aujourd['’]hui|ce\s+(?:soir|matin)|cette\s+nuit
      |cet\s+après-midi|hoy|esta\s+(?:tarde|noche|mañana))\b|\b(?:by
      |before)\s+\d{{1,2}}(?::\d\d)?\s?(?:[ap]\.?m\b|uhr\b|uur\b|h\b|(?=[.,;!]|$)))
    |\b(?P<ahead>next|coming|this|nächste[nmrs]?|kommende[nmrs]?|diese[nmrs]?|volgende|komende|deze|ce(?:tte)?|este|esta
      |próxim[oa])\s+(?P<span>week|month|quarter|woche|monat|quartal|maand|kwartaal|semaine|mois|semana|mes)\b
      (?:(?<=week|oche|aine|mana){_day_in_it.format("on_day")})?
    |(?P<span2>\bsemaine\s+prochaine|\bmois\s+prochain|\bsemana\s+que\s+viene|\bmes\s+que\s+viene)\b
      {_day_in_it.format("on_day2")}
    |\b(?:in|within|innerhalb\s+von|binnen|over|dans|d['’]ici|sous|en|dentro\s+de)\s+(?:(?:the
      |de)\s+)?(?:next\s+)?(?P<count>\d{{1,2}}|{_numbers})\s+{_UNIT}\b
    |\b(?:on|by|with|before|until|onto|in\s+time\s+for|in(?=\s+\w+['’]s\s+(?:\w+\s+)?(?:run|post|batch|van|truck|delivery)\b))
      \s+(?P<possessed>{_names})['’]s\b
    |\b(?P<next>next|nächsten?|kommenden?|volgende|komende
      |próximo)?\s?\b(?P<weekday>{_names})(?:{_parts})?(?P<each>(?<=y|g|i)s|(?<=dag)en)?\b(?!['’]s\s+(?!fine|good|ok|okay|perfect|great|best))
      (?!\s+de\s+(?:pâques|pentecôte|pascua)\b)
      (?:(?:(?<!day),?\s+(?:(?:den|dem|de|le|el)\s+)?|(?<=day)\s+(?=\d{{1,2}}(?:[.;!)]|$)))(?P<dated>\d{{1,2}})
      (?:\.|er|e|ste)?(?![\d%€$:/]|[.,]\d|\s*(?:(?:of\s+|de\s+)?(?:{_months})\b|h\b|uhr\b|uur\b|[ap]\.?m\b)))?
      (?P<later>\s+(?:week|en\s+huit|after\s+next)\b)?(?P<after>\s+(?:prochain\b|que\s+viene\b
        |(?:of\s+|der\s+|van\s+|de\s+)?(?:the\s+|de\s+|la\s+)?{_next_week}\b))?
    |\b(?P<festival>{_feasts})\b(?P<feast_weekend>\s+weekend)?
    |\b(?:the|den|dem|am|zum|de|op\s+de|le|el(?:\s+día)?)\s+(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th|\.(?=\s|$)|e\b|ste\b
      |de\b)|{_ordinals})(?!\s*(?:of\s+|de\s+)?(?:{_months})\b)
    |(?:\b(?:avant|d['’]ici|pour|para|antes\s+d)\s*(?:le|el)|(?<=\bsemaine\sdu)|\b(?:nuit|soir|matin|journée)\s+du
      |\b(?:serons|serai|viens|venons|viendrai|passe|passerai|passons)\s+le)\s+(?P<bare>\d{{1,2}})\b
      (?!\s*(?:(?:de\s+)?(?:{_months})|[%€$h]|euros?\b)|[.,]\d)
    |\bel\s+(?P<bare3>\d{{1,2}})(?=\s+(?:te|os|le|les|me|nos|se|lo|los|la|las|ten(?:drás|dréis|drá)|tienes?|tenéis
      |tenés|voy|vamos|vengo|estoy|estamos|paso|pasamos)\b)
    |\ble\s+(?P<bare5>\d{{1,2}})\s+(?:de\s+chaque|du)\s+mois\b
    |\b(?:sous|d['’]ici)\s+(?:une\s+)?(?P<fortnight>huitaine|quinzaine)\b
    |\ble\s+(?P<bare4>\d{{1,2}})(?=\s+(?:je|j['’]|nous|vous|on)\b)
    """,
    re.I | re.X,
)
# One of these words stands in whatever names a day; a few name one only beside another.
_ANCHORS = frozenset(
    word
    for name in (
        *WEEKDAYS,
        *MONTHS,
        *FEAST_WORDS,
        *(f"l'{word}" for word in FEAST_WORDS),
        *(n for names in SEASONS for n in names),
        *words("days", "anchors"),
    )
    for word in (
        *name.split(),
        *(f"{name}{part}" for part in ("'s", "s", "en", *_parts.split("|")) if name in WEEKDAYS),
    )
) - {"may", "sept", "mar"}
_HALVES, _OTHER_HALVES = words("days", "halves"), words("days", "other_halves")


def names_a_day(text: str, told: frozenset[str] | set[str]) -> bool:
    """Whether a sentence may name a day at all, by its words in lower case: most do not, and looking is quick."""
    return (
        not told.isdisjoint(_ANCHORS)
        or (not told.isdisjoint(_HALVES) and not told.isdisjoint(_OTHER_HALVES))
        or _DIGIT.search(text) is not None
    )


def of_the_past(before: str, named: re.Match[str]) -> bool:
    """Whether what stands before a day, of what `NAMED` finds, makes it one of the past that something else is of."""
    of = _OF.search(before[-8:])
    if of is None or named["next"] or named["after"] or named["later"] or _AHEAD_OF.search(before[-56:]):
        return False
    if named["weekday"]:
        return bool(of["any"] or _SOUTHERN_DAY.match(named["weekday"]))
    return of[0].lower().startswith("del") and bool(named["month"])
