"""What the tests of own words share: reading a body apart, and headers of many programs and languages."""

from __future__ import annotations

from comity.signals.own_words.spans import OwnWords, Span
from comity.signals.own_words.split import own_words

OWN = "We need the pallets on Tuesday, before the crane leaves the yard.\nCan you confirm the two drivers?"
QUOTED = "Our trucks are full until Thursday.\nWould Friday do?"
MARKED = "> Our trucks are full until Thursday.\n> Would Friday do?"


def text_of(body: str, spans: tuple[Span, ...]) -> str:
    """The text of some spans, one below the other."""
    return "\n".join(body[span.start : span.end] for span in spans)


def own(body: str, *, html: bool = False, writer: str = "") -> str:
    """The writer's own words of a body."""
    return text_of(body, own_words(body, html=html, writer=writer).spans)


def apart(body: str) -> tuple[str, str, str]:
    """A body's own words, quotes and signature."""
    found: OwnWords = own_words(body)
    return text_of(body, found.spans), text_of(body, found.quoted), text_of(body, found.signature)


# Headers above a mail that is quoted without marks, by what wrote them.
BLOCKS = {
    "Outlook, English": "From: Mira Kolb <mira@kolb.example>\nSent: Monday, May 4, 2026 9:12 AM\n"
    "To: Jon Ried\nSubject: RE: Pallets",
    "Outlook, English, ruled": "________________________________\nFrom: Mira Kolb <mira@kolb.example>\n"
    "Sent: 04 May 2026 09:12\nTo: Jon Ried; Ada Orr\nCc: Yard\nSubject: Pallets",
    "Outlook, names only": "From: Kolb, Mira\nSent: Monday, May 4, 2026 9:12 AM\nTo: Ried, Jon\nSubject: Pallets",
    "Outlook, bold": "*From:* Mira Kolb [mailto:mira@kolb.example]\n*Sent:* Monday, May 4, 2026\n"
    "*To:* Jon Ried\n*Subject:* Pallets",
    "Outlook, one line": "From: Mira Kolb <mira@kolb.example> Sent: Monday, May 4, 2026 To: Jon Ried "
    "<jon@ried.example> Subject: RE: Pallets",
    "Outlook, original message": "-----Original Message-----\nFrom: Mira Kolb\nSent: Monday, May 4, 2026 9:12 AM\n"
    "To: Jon Ried\nSubject: Pallets",
    "Outlook, German": "Von: Mira Kolb <mira@kolb.example>\nGesendet: Montag, 4. Mai 2026 09:12\n"
    "An: Jon Ried\nBetreff: AW: Paletten",
    "Outlook, German, original": "-----Ursprüngliche Nachricht-----\nVon: Mira Kolb\nGesendet: Montag, 4. Mai 2026\n"
    "An: Jon Ried\nCc: Hof\nBetreff: Paletten",
    "Outlook, French": "De : Mira Kolb <mira@kolb.example>\nEnvoyé : lundi 4 mai 2026 09:12\n"
    "À : Jon Ried\nObjet : RE: Palettes",
    "Outlook, French, original": "-----Message d'origine-----\nDe : Mira Kolb\nEnvoyé : lundi 4 mai 2026 09:12\n"
    "À : Jon Ried\nObjet : Palettes",
    "Outlook, Dutch": "Van: Mira Kolb <mira@kolb.example>\nVerzonden: maandag 4 mei 2026 09:12\n"
    "Aan: Jon Ried\nOnderwerp: RE: Pallets",
    "Outlook, Dutch, original": "-----Oorspronkelijk bericht-----\nVan: Mira Kolb\nVerzonden: maandag 4 mei 2026\n"
    "Aan: Jon Ried\nOnderwerp: Pallets",
    "Outlook, Spanish": "De: Mira Kolb\nEnviado el: lunes, 4 de mayo de 2026 9:12\nPara: Jon Ried\nAsunto: RE: Palés",
    "Outlook, Portuguese": "De: Mira Kolb\nEnviada em: segunda-feira, 4 de maio de 2026\nPara: Jon Ried\n"
    "Assunto: RE: Paletes",
    "Outlook, Italian": "Da: Mira Kolb\nInviato: lunedì 4 maggio 2026 09:12\nA: Jon Ried\nOggetto: R: Bancali",
    "Outlook, Danish": "Fra: Mira Kolb\nSendt: 4. maj 2026 09:12\nTil: Jon Ried\nEmne: SV: Paller",
    "Outlook, Norwegian": "Fra: Mira Kolb\nSendt: mandag 4. mai 2026 09:12\nTil: Jon Ried\nEmne: SV: Paller",
    "Outlook, Swedish": "Från: Mira Kolb\nSkickat: den 4 maj 2026 09:12\nTill: Jon Ried\nÄmne: SV: Pallar",
    "Outlook, Finnish": "Lähettäjä: Mira Kolb\nLähetetty: maanantai 4. toukokuuta 2026\nVastaanottaja: Jon Ried\n"
    "Aihe: VS: Lavat",
    "Outlook, Polish": "Od: Mira Kolb\nWysłano: poniedziałek, 4 maja 2026 09:12\nDo: Jon Ried\nTemat: RE: Palety",
    "Outlook, Czech": "Od: Mira Kolb\nOdesláno: pondělí 4. května 2026\nKomu: Jon Ried\nPředmět: RE: Palety",
    "Outlook, Hungarian": "Feladó: Mira Kolb\nElküldve: 2026. május 4.\nCímzett: Jon Ried\nTárgy: RE: Raklapok",
    "Outlook, Russian": "От: Mira Kolb\nОтправлено: 4 мая 2026 г. 9:12\nКому: Jon Ried\nТема: RE: Паллеты",
    "Outlook, Turkish": "Kimden: Mira Kolb\nGönderildi: 4 Mayıs 2026\nKime: Jon Ried\nKonu: YNT: Paletler",
    "Outlook for Mac": "From: Mira Kolb <mira@kolb.example>\nDate: Monday, May 4, 2026 at 9:12 AM\n"
    "To: Jon Ried <jon@ried.example>\nSubject: Re: Pallets",
    "Outlook for iOS": "Get Outlook for iOS<https://aka.example/o0>\n________________________________\n"
    "From: Mira Kolb <mira@kolb.example>\nSent: Monday, May 4, 2026 9:12:11 AM\nTo: Jon Ried\nSubject: Pallets",
    "Yahoo": "----- Original Message -----\nFrom: Mira Kolb <mira@kolb.example>\nTo: Jon Ried <jon@ried.example>\n"
    "Cc: \nSent: Monday, May 4, 2026 9:12 AM\nSubject: Pallets",
    "Yahoo, classic": "--- On Mon, 5/4/26, Mira Kolb <mira@kolb.example> wrote:\n\nFrom: Mira Kolb\n"
    "Subject: Pallets\nTo: jon@ried.example\nDate: Monday, May 4, 2026, 9:12 AM",
    "BlackBerry": '-----Original Message-----\nFrom: "Mira Kolb" <mira@kolb.example>\nDate: Mon, 4 May 2026\n'
    "To: <jon@ried.example>\nReply-To: mira@kolb.example\nSubject: Pallets",
    "Exchange, posted": "From: Mira Kolb\nPosted At: Monday, May 4, 2026 9:12 AM\nPosted To: Dispatch\n"
    "Conversation: Pallets\nSubject: Pallets",
    "Lotus Notes, English": "Mira Kolb/Dispatch/Kolb@KOLB\n05/04/2026 09:12 AM\n\nTo\nJon Ried/Yard/Ried@RIED\ncc\n\n"
    "Subject\nPallets",
    "Lotus Notes, colons": "Mira Kolb <mira@kolb.example> on 05/04/2026 09:12:44 AM\nTo: Jon Ried/RIED@RIED, Ada\n"
    "Orr/RIED@RIED\ncc:  (bcc: Kim Bell/HOU/RIED)\n\nSubject: Pallets",
    "Lotus Notes, name and date": "Mira Kolb\n05/04/2026 09:12 AM\nTo: Jon Ried/RIED@RIED\ncc:  \n\nSubject: Pallets  ",
    "Lotus Notes, deputy": "Mira Kolb@KOLB\nSent by: Tom Ash@KOLB\n05/04/2026 09:12 AM\nTo: Jon Ried@RIED\n"
    "cc: Ada Orr@RIED\n\nSubject: Pallets",
    "Lotus Notes, no name": "To: Jon Ried/RIED@RIED\ncc:  \n\nSubject: Pallets",
    "Lotus Notes, German": "Mira Kolb/Kolb\n04.05.2026 09:12\n\nAn\nJon Ried/Ried@RIED\nKopie\n\nThema\nPaletten",
    "Lotus Notes, French": "Mira Kolb/Kolb\n04/05/2026 09:12\n\nA\nJon Ried/Ried@RIED\ncc\n\nObjet\nPalettes",
    "Lotus Notes, Dutch": "Mira Kolb/Kolb\n04-05-2026 09:12\n\nAan\nJon Ried/Ried@RIED\ncc\n\nOnderwerp\nPallets",
    "Ticket system": "##- Please type your reply above this line -##",
    "Ticket system, German": "Bitte antworten Sie oberhalb dieser Linie",
}

# Lines above a quoted mail that say who wrote it, as programs write and break them.
ATTRIBUTIONS = {
    "Gmail, English": "On Mon, May 4, 2026 at 9:12 AM Mira Kolb <mira@kolb.example> wrote:",
    "Gmail, broken before the address": "On Mon, May 4, 2026 at 9:12 AM Mira Kolb of Dispatch\n"
    "<mira@kolb.example> wrote:",
    "Gmail, broken within the address": "On Mon, May 4, 2026 at 9:12 AM Mira Kolb of Dispatch <\n"
    "mira@kolb.example> wrote:",
    "Gmail, broken before the verb": "On Mon, May 4, 2026 at 9:12 AM Mira Kolb <mira@kolb.example>\nwrote:",
    "Apple, English": "On May 4, 2026, at 9:12 AM, Mira Kolb <mira@kolb.example> wrote:",
    "Apple, over four lines": "On May 4, 2026,\nat 9:12 AM,\nMira Kolb <mira@kolb.example>\nwrote:",
    "British": "On 4 May 2026, at 09:12, Mira Kolb <mira@kolb.example> wrote:",
    "Thunderbird": "On 5/4/2026 9:12 AM, Mira Kolb wrote:",
    "Eudora": "At 09:12 AM 5/4/2026 -0400, you wrote:",
    "AOL": "In a message dated 5/4/2026 9:12:00 A.M. Eastern Daylight Time, mira@kolb.example writes:",
    "Zoho": "---- On Mon, 04 May 2026 09:12:00 +0530 Mira Kolb <mira@kolb.example> wrote ----",
    "Notes, today's": "Mira Kolb/KOLB wrote on 05/04/2026 09:12:44 AM:",
    "no day": "Mira Kolb <mira@kolb.example> wrote:",
    "German": "Am 04.05.2026 um 09:12 schrieb Mira Kolb <mira@kolb.example>:",
    "German, Gmail": "Am Mo., 4. Mai 2026 um 09:12 Uhr schrieb Mira Kolb <mira@kolb.example\n>:",
    "German, verb first": "Mira Kolb <mira@kolb.example> schrieb am Mo., 4. Mai 2026, 09:12:",
    "French": "Le lun. 4 mai 2026 à 09:12, Mira Kolb <mira@kolb.example> a écrit :",
    "French, broken": "Le lundi 4 mai 2026 à 09:12, Mira Kolb <mira@kolb.example>\na écrit :",
    "Dutch": "Op ma 4 mei 2026 om 09:12 schreef Mira Kolb <mira@kolb.example>:",
    "Dutch, verb last": "Op 4 mei 2026 om 09:12 heeft Mira Kolb <mira@kolb.example> het volgende geschreven:",
    "Spanish": "El lun, 4 may 2026 a las 9:12, Mira Kolb (<mira@kolb.example>) escribió:",
    "Portuguese": "Em seg., 4 de mai. de 2026 às 09:12, Mira Kolb <mira@kolb.example> escreveu:",
    "Italian": "Il giorno lun 4 mag 2026 alle ore 09:12 Mira Kolb <mira@kolb.example> ha scritto:",
    "Danish": "Den man. 4. maj 2026 kl. 09.12 skrev Mira Kolb <mira@kolb.example>:",
    "Norwegian": "man. 4. mai 2026 kl. 09:12 skrev Mira Kolb <mira@kolb.example>:",
    "Swedish": "Den mån 4 maj 2026 kl 09:12 skrev Mira Kolb <mira@kolb.example>:",
    "Finnish": "ma 4. toukok. 2026 klo 9.12 Mira Kolb (mira@kolb.example) kirjoitti:",
    "Polish": "pon., 4 maj 2026 o 09:12 Mira Kolb <mira@kolb.example> napisał(a):",
    "Czech": "po 4. 5. 2026 v 9:12 odesílatel Mira Kolb <mira@kolb.example> napsal:",
    "Hungarian": "Mira Kolb <mira@kolb.example> ezt írta (időpont: 2026. máj. 4., H, 9:12):",
    "Romanian": "În lun., 4 mai 2026 la 09:12, Mira Kolb <mira@kolb.example> a scris:",
    "Russian": "пн, 4 мая 2026 г. в 09:12, Mira Kolb <mira@kolb.example>:",
    "Russian, wrote": "04.05.2026 9:12, Mira Kolb пишет:",
    "Ukrainian": "пн, 4 трав. 2026 р. о 09:12 Mira Kolb <mira@kolb.example> пише:",
    "Turkish": "Mira Kolb <mira@kolb.example>, 4 May 2026 Pzt, 09:12 tarihinde şunu yazdı:",
    "Chinese": "Mira Kolb <mira@kolb.example> 于2026年5月4日周一 09:12写道：",
    "Japanese": "2026年5月4日(月) 9:12 Mira Kolb <mira@kolb.example>:",
    "ISO date": "2026-05-04 9:12 GMT+02:00 Mira Kolb <mira@kolb.example>:",
}
