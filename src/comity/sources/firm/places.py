"""Which languages and countries there are: a locale that names another one would decide days by nobody's custom."""

from __future__ import annotations

import re

# Two letters of ISO 639, and the languages of three letters that the Unicode repository has customs of.
LANGUAGES = frozenset(
    re.findall(
        r"\w+",
        "aa ab ady ae af agq ak am an ann apc ar arn ary as asa ast av ay az ba bal bas be bem bew bez bg bgc bgn bho "
        "bi blo blt bm bn bo bqi br brh brx bs bss bua byn ca cad cch ccp ce ceb cgg ch cho chr cic ckb co cop cr cs "
        "csw cu cv cy da dav de dje doi dsb dua dv dyo dz ebu ee el en eo es et eu ewo fa ff fi fil fj fo fr frr fur "
        "fy ga gaa gd gez gl gn gsw gu guz gv ha haw he hi hnj ho hr hrx hsb ht hu hy hz ia id ie ig ii ik io is isv "
        "it iu ja jbo jgo jmc jv ka kaa kab kaj kam kbd kcg kde kea kek ken kg kgp khq ki kj kk kkj kl kln km kn ko "
        "kok kpe kr ks ksb ksf ksh ku kv kw kxv ky la lag lb lg li lij lkt lld lmo ln lo lrc lt ltg lu luo luy lv lzz "
        "mai mas mdf mer mfe mg mgh mgo mh mhn mi mic mk ml mn mni moh mr mrh ms mt mua mus mww my myv mzn na naq nb "
        "nd nds ne ng nl nmg nn nnh no nqo nr nso nus nv ny nyn oc oj oka om or os osa pa pap pcm pi pis pl pms prg "
        "ps pt qu quc raj rhg rif rm rn ro rof ru rw rwk sa sah saq sat sbp sc scn sd sdh se seh ses sg sgs shi shn "
        "si sid sk skr sl sm sma smj smn sms sn so sq sr ss ssy st su sus suz sv sw syr szl ta te teo tg th ti tig tk "
        "tl tn to tok tpi tr trv trw ts tt tw twq ty tyv tzm ug uk ur uz vai ve vec vi vmw vo vun wa wae wal wbp wo "
        "xh xnr xog yav yi yo yrl yue za zgh zh zu",
    )
)
# ISO 3166, and Kosovo.
COUNTRIES = frozenset(
    re.findall(
        r"\w+",
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
        "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
        "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
        "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
        "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
        "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
        "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW",
    )
)


def locale_of(text: str) -> str | None:
    """A locale as programs write it, such as nl_NL; None where there is no such language or country."""
    language, _, country = text.replace("-", "_").partition("_")
    language, country = language.lower(), country.upper()
    country = "GB" if country == "UK" else country  # as most people call it
    if language not in LANGUAGES or (country and country not in COUNTRIES):
        return None
    return f"{language}_{country}" if country else language
