"""Page furniture by its wording: what the frame of a page or mail says, in English, German, French
and Spanish.

Every pattern must match a whole sentence, so that prose which merely mentions a newsletter, a
comment or a cookie stays.
"""

from __future__ import annotations

import re

_LONGEST = 300

_COMMENT_FORM = (
    r"(?:leave|post|add|write) (?:a |your )?(?:comment|reply)(?: below)?(?: cancel reply)?",
    r"(?:your|the) e-?mail(?: address)? will not be (?:published|shared|made public)",
    r"(?:all )?required fields are marked(?: with)?(?: an? asterisk)?",
    r"save my name.{0,80} next time i comment",
    r"(?:you must|please) (?:be )?log(?:ged)? in to (?:post|leave|write|add) a comment",
    r"log in to comment", r"be the first to comment", r"comments? (?:are )?(?:closed|off)",
    r"(?:view|show|hide|load|see) (?:all |more )?(?:\d+ )?comments?", r"\d+ (?:comments?|replies)",
    r"comments? \(\d+\)", r"(?:name|e-?mail|website|url|comment) ?\*?", r"cancel reply",
    r"notify me of (?:new|follow-?up) (?:posts|comments).{0,40}",
    r"(?:schreibe? )?(?:einen )?kommentar (?:schreiben|verfassen|hinterlassen)",
    r"schreibe einen kommentar", r"(?:deine|ihre) e-mail-adresse wird nicht veröffentlicht",
    r"erforderliche felder sind mit", r"markiert", r"gekennzeichnet",
    r"laissez? (?:un|votre) commentaire", r"votre adresse e-?mail ne sera pas publiée",
    r"les champs obligatoires sont indiqués avec ?\*?",
    r"dej(?:a|ar) (?:un comentario|una respuesta)",
    r"tu dirección de correo electrónico no será publicada",
    r"los campos obligatorios están marcados con ?\*?",
)  # fmt: skip
_NEWSLETTER = (
    r"(?:please )?(?:subscribe|sign up|register|join)(?: now| here| today| free)? (?:to|for) NEWS",
    r"(?:subscribe|sign up|join)(?: now| here| today| for free)?",
    r"get .{0,80}(?:delivered |straight |sent )?(?:in|to) your inbox.{0,40}",
    r"(?:enter )?your e-?mail(?: address)?", r"(?:daily|weekly|free) newsletter",
    r"unsubscribe(?: here| at any time| from this list)?",
    r"view (?:this (?:e-?mail|message|newsletter) |it )?(?:online|in (?:your |a )?browser)",
    r"(?:you are|you(?:'|’)re) receiving this (?:e-?mail|letter|message|newsletter).{0,160}",
    r"you (?:have )?receive[d]? this (?:e-?mail|letter|message|newsletter) because.{0,160}",
    r"(?:manage|update|change) (?:your )?(?:e-?mail |subscription )?preferences",
    r"forward (?:this )?(?:e-?mail )?to a (?:friend|colleague)",
    r"(?:jetzt )?(?:unseren )?newsletter (?:abonnieren|bestellen)",
    r"im browser (?:ansehen|öffnen)",
    r"(?:inscrivez|abonnez)-vous à (?:notre|la) (?:newsletter|lettre d.information).{0,40}",
    r"(?:suscríbete|suscríbase) a (?:nuestro|nuestra|la) (?:boletín|newsletter).{0,40}",
)  # fmt: skip
_NAVIGATION = (
    r"skip to (?:main )?content", r"(?:back|return) to (?:top|home(?:page)?)", r"menu", r"search",
    r"log ?in", r"sign in", r"(?:previous|next) (?:article|post|story|page)", r"home", r"loading",
    r"read(?:ing)? time:? ?\d+ ?(?:min(?:ute)?s?)?", r"\d+[- ]min(?:ute)?s? read",
    r"(?:click|tap) (?:here|to (?:enlarge|expand|share|play|read more))(?: .{0,20}more)?",
    r"(?:play|watch) video", r"(?:print|listen to) (?:this )?(?:page|article|story)",
    r"(?:zum inhalt springen|nach oben|suche|startseite|anmelden)",
    r"(?:aller au contenu|retour en haut|rechercher)",
    r"(?:saltar al contenido|volver arriba|buscar)",
)  # fmt: skip
_ADVERTS = (
    r"advertise?ments?", r"advertising", r"sponsored(?: content| by .{1,40})?", r"promoted",
    r"(?:story|article) continues (?:below|after) (?:the )?ad(?:vertisement)?", r"anzeige",
    r"werbung", r"publicité", r"publicidad", r"scroll to continue(?: with content)?",
)  # fmt: skip
_LEGAL = (
    r"(?:©|\(c\)|copyright\b).{0,120}", r"all rights reserved", r"alle rechte vorbehalten",
    r"tous droits réservés", r"todos los derechos reservados",
    r"(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies.{0,200}",
    r"by (?:continuing|clicking|using) .{0,120} (?:cookies|terms of \w{1,9}|privacy policy)",
    r"(?:accept|reject|manage)(?: all)?(?: cookies)?", r"cookie (?:settings|policy|preferences)",
    r"(?:terms|privacy)(?: (?:of (?:use|service)|policy))?(?: (?:and|&) .{0,40})?",
)  # fmt: skip
_RELATED = (
    r"related(?: (?:articles?|stories|posts?|news|content|topics|links|reading|coverage))?",
    r"you (?:may|might) also like", r"recommended(?: for you| stories)?", r"editor.?s.? picks?",
    r"most (?:read|popular|viewed|shared)(?: stories| articles| news)?", r"trending(?: now)?",
    r"(?:more|other|latest|top) (?:stories|articles|headlines)(?: (?:from|on|about) .{1,40})?",
    r"more (?:on this (?:topic|story)|from (?:this|the) (?:section|author)|like this)",
    r"(?:see|read) also", r"also read", r"further reading", r"mehr zum thema", r"lesen sie auch",
    r"das könnte sie auch interessieren", r"auch interessant", r"meistgelesen",
    r"(?:à )?lire aussi", r"sur le même sujet", r"(?:artículos|noticias) relacionad[oa]s",
    r"te puede interesar",
)  # fmt: skip
_TEASERS = (
    r"(?:read|learn|find out|see|show|view|load) more", r"(?:read|continue) (?:on|reading)",
    r"(?:read|view) (?:the )?(?:full|whole|original) (?:story|article|post|text)", r"read next",
    r"weiter(?:lesen)?", r"mehr (?:lesen|erfahren)", r"lire la suite", r"en savoir plus",
    r"(?:leer|saber) más", r"seguir leyendo", r"»|›|→|more|mehr",
)  # fmt: skip
_LABELS = (
    r"(?:read|see) (?:more|also|next)", r"also (?:read|see)",
    r"related(?: (?:story|stories|articles?|news|topics?))?", r"more (?:stories|news)",
    r"lesen sie (?:auch|mehr)", r"mehr (?:dazu|zum thema)", r"(?:à )?lire aussi",
    r"leer? (?:también|más)", r"tags?", r"topics?", r"filed under", r"posted in",
    r"categor(?:y|ies)",
    r"keywords", r"schlagworte?", r"themen", r"mots[- ]clés", r"etiquetas",
    r"(?:photo|image|picture) credit", r"share (?:this|on)",
)  # fmt: skip
_SHARE_WORDS = frozenset({
    "share", "sharing", "tweet", "this", "on", "via", "by", "with", "to", "article", "story",
    "post", "page", "facebook", "twitter", "x", "linkedin", "whatsapp", "email", "e-mail",
    "mail", "print", "copy", "link", "url", "pinterest", "reddit", "telegram", "threads",
    "mastodon", "bluesky", "instagram", "youtube", "xing", "flipboard", "pocket", "messenger",
    "sms", "save", "bookmark", "follow", "us", "and", "or", "teilen", "drucken", "auf",
    "partager", "imprimer", "sur", "compartir", "imprimir", "en", "like", "pin", "it",
})  # fmt: skip
_SHARE_VERBS = frozenset({
    "share", "sharing", "tweet", "teilen", "partager", "compartir", "print", "drucken", "imprimer",
})  # fmt: skip
_NETWORKS = frozenset({
    "facebook", "twitter", "x", "linkedin", "whatsapp", "pinterest", "reddit", "telegram", "xing",
    "threads", "bluesky", "mastodon", "flipboard", "email", "e-mail", "instagram", "youtube",
})  # fmt: skip
_MOST_SHARE_WORDS = 16
_FEWEST_NETWORKS = 3


def _any_of(*groups: tuple[str, ...]) -> re.Pattern[str]:
    patterns = (pattern.replace("NEWS", _NEWS) for group in groups for pattern in group)
    return re.compile("|".join(patterns), re.IGNORECASE)


_NEWS = r".{0,80}(?:newsletters?|mailing list|e-?mail alerts|(?:free|our) updates).{0,60}"
_FURNITURE = _any_of(_COMMENT_FORM, _NEWSLETTER, _NAVIGATION, _ADVERTS, _LEGAL, _RELATED, _TEASERS)
_RELATED_HEADING = _any_of(_RELATED)
_KINDS = {
    "comment form": _any_of(_COMMENT_FORM),
    "newsletter box": _any_of(_NEWSLETTER),
    "navigation": _any_of(_NAVIGATION),
    "advert": _any_of(_ADVERTS),
    "legal notice": _any_of(_LEGAL),
    "related links": _RELATED_HEADING,
    "teaser": _any_of(_TEASERS),
}
_LABELLED = re.compile(rf"(?:{'|'.join(_LABELS)})\s*[:>»]\s*(?P<rest>.{{0,200}})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?*…])\s+")
_CRUMB = re.compile(r"\s*[»›>→]\s*|\s+[/|·]\s+")
_HOME = re.compile(
    r"(?:home|homepage|start|startseite|you are here:? ?(?:home)?|accueil|inicio)", re.IGNORECASE
)
_LAST_STOP = re.compile(r"[.!?…][\"'”’»)]*$")


def is_furniture(line: str) -> bool:
    """Say whether a line is nothing but page furniture."""
    if len(line) > _LONGEST * 2:
        return False
    if is_breadcrumb(line) or is_share_bar(line) or is_labelled_link(line):
        return True
    return all(_is_furniture_sentence(sentence) for sentence in _SENTENCE_END.split(line))


def furniture_kind(line: str) -> str:
    """Return what a line cut out of a text was taken for; "residue" for what is no furniture."""
    for kind, is_kind in (
        ("breadcrumb", is_breadcrumb),
        ("share bar", is_share_bar),
        ("label", is_labelled_link),
    ):
        if is_kind(line):
            return kind
    first = _bare(_SENTENCE_END.split(line)[0])
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(first)), "residue")


def is_related_heading(line: str) -> bool:
    """Say whether a line opens a box of links to other articles."""
    return len(line) <= 80 and _RELATED_HEADING.fullmatch(_bare(line)) is not None


def is_breadcrumb(line: str) -> bool:
    """Say whether a line is a path of sections: "Home » Energy » Ferries"."""
    if len(line) > 200 or _LAST_STOP.search(line):
        return False
    pieces = _CRUMB.split(line.strip(" »›>→/|"))
    if len(pieces) < 2 or any(len(piece.split()) > 10 for piece in pieces):
        return False
    if _HOME.fullmatch(pieces[0].strip()):
        return True
    arrows = len(re.findall(r"[»›→]", line))
    return arrows >= 2 and all(piece and len(piece.split()) <= 4 for piece in pieces[:-1])


def is_share_bar(line: str) -> bool:
    """Say whether a line only offers to share, print or follow."""
    words = re.findall(r"[\w-]+", line.casefold())
    if not words or len(words) > _MOST_SHARE_WORDS or _LAST_STOP.search(line):
        return False
    if not all(word in _SHARE_WORDS for word in words):
        return False
    return any(word in _SHARE_VERBS for word in words) or (
        "and" not in words and sum(word in _NETWORKS for word in words) >= _FEWEST_NETWORKS
    )


def is_labelled_link(line: str) -> bool:
    """Say whether a line is a label with a title or list behind it, not a sentence."""
    match = _LABELLED.fullmatch(line)
    return match is not None and not _LAST_STOP.search(match.group("rest"))


def _is_furniture_sentence(sentence: str) -> bool:
    bare = _bare(sentence)
    return len(bare) <= _LONGEST and (not bare or _FURNITURE.fullmatch(bare) is not None)


def _bare(sentence: str) -> str:
    """Return a sentence without the marks around it."""
    return sentence.strip(" .!?:;,*…|-–—•[]»›>→←«‹\"'“”")
