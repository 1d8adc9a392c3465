"""The names of the months in the languages feeds and pages are written in.

Full names in the cases dates stand in, and usual abbreviations (Unicode CLDR 44, `gregorian`
calendar, formats wide and abbreviated; older spellings by hand). Compared without case and accents.
Languages that count their months in figures (Chinese, Japanese, Korean) need no names.
"""

from __future__ import annotations

import unicodedata

_NAMES = """
en: january|jan february|feb march|mar april|apr may june|jun july|jul august|aug
  september|sept|sep october|oct november|nov december|dec
de: januar|jänner|jan februar|feber|feb märz|maerz|mrz|mär april|apr mai juni|jun juli|jul
  august|aug september|sept|sep oktober|okt november|nov dezember|dez
fr: janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août|aou septembre|sept
  octobre|oct novembre|nov décembre|déc
es: enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago
  septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic
it: gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago
  settembre|set ottobre|ott novembre|nov dicembre|dic
pt: janeiro|jan fevereiro|fev março|mar abril|abr maio|mai junho|jun julho|jul agosto|ago
  setembro|set outubro|out novembro|nov dezembro|dez
nl: januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep
  oktober|okt november|nov december|dec
sv: januari|jan februari|feb mars april|apr maj juni|jun juli|jul augusti|aug september|sept
  oktober|okt november|nov december|dec
da: januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug september|sept
  oktober|okt november|nov december|dec
nb: januar|jan februar|feb mars april|apr mai juni|jun juli|jul august|aug september|sep
  oktober|okt november|nov desember|des
fi: tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis
  huhtikuuta|huhtikuu|huhti toukokuuta|toukokuu|touko kesäkuuta|kesäkuu|kesä
  heinäkuuta|heinäkuu|heinä elokuuta|elokuu|elo syyskuuta|syyskuu|syys lokakuuta|lokakuu|loka
  marraskuuta|marraskuu|marras joulukuuta|joulukuu|joulu
pl: stycznia|styczeń|sty lutego|luty|lut marca|marzec|mar kwietnia|kwiecień|kwi maja|maj
  czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpień|sie września|wrzesień|wrz
  października|październik|paź listopada|listopad|lis grudnia|grudzień|gru
cs: ledna|leden|led února|únor|úno března|březen|bře dubna|duben|dub května|květen|kvě
  června|červen|čvn července|červenec|čvc srpna|srpen|srp září|zář října|říjen|říj
  listopadu|listopad|lis prosince|prosinec|pro
hu: január|jan február|febr március|márc április|ápr május|máj június|jún július|júl
  augusztus|aug szeptember|szept október|okt november|nov december|dec
ro: ianuarie|ian februarie|feb martie|mart aprilie|apr mai iunie|iun iulie|iul august|aug
  septembrie|sept octombrie|oct noiembrie|noi decembrie|dec
tr: ocak|oca şubat|şub mart nisan|nis mayıs|mayis haziran|haz temmuz|tem ağustos|ağu eylül|eyl
  ekim|eki kasım|kasim|kas aralık|aralik|ara
ru: января|январь|янв февраля|февраль|февр|фев марта|март|мар апреля|апрель|апр мая|май
  июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сент|сен
  октября|октябрь|окт ноября|ноябрь|нояб|ноя декабря|декабрь|дек
uk: січня|січень|січ лютого|лютий|лют березня|березень|бер квітня|квітень|кві
  травня|травень|тра червня|червень|чер липня|липень|лип серпня|серпень|сер
  вересня|вересень|вер жовтня|жовтень|жов листопада|листопад|лис грудня|грудень|гру
el: ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ|μαρτ
  απριλίου|απρίλιος|απρ μαΐου|μάιος|μαι ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ
  αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ|σεπτ οκτωβρίου|οκτώβριος|οκτ
  νοεμβρίου|νοέμβριος|νοε|νοεμ δεκεμβρίου|δεκέμβριος|δεκ
id: januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul agustus|agu|agt
  september|sep oktober|okt november|nov desember|des
bg: януари|яну февруари март април май юни юли август|авг септември октомври|окт
  ноември|ное декември
sk: januára|január februára|február marca|marec apríla|apríl mája|máj júna|jún júla|júl
  augusta|august septembra|september októbra|október novembra|november decembra|december
sl: januarja|januar februarja|februar marca|marec aprila|april maja|maj junija|junij julija|julij
  avgusta|avgust|avg septembra|september oktobra|oktober novembra|november decembra|december
sr: januar februar mart april maj jun jul avgust septembar oktobar novembar decembar
he: ינואר|בינואר פברואר|בפברואר מרץ|מרס|במרץ|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי
  אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר
ar: يناير فبراير مارس أبريل|إبريل مايو يونيو|يونيه يوليو|يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
"""


def fold_name(name: str) -> str:
    """Return a name in lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _numbered() -> dict[str, int]:
    months: dict[str, int] = {}
    number = 0
    for word in _NAMES.split():
        number = 0 if word.endswith(":") else number + 1
        if number:
            months |= dict.fromkeys(map(fold_name, word.split("|")), number)
    return months


#: The number of a month by its folded name, in any of the languages; none of them disagree.
MONTHS = _numbered()
