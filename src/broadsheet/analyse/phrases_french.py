"""The words of composed sentences in French: forms of one sentence stand on lines of their own."""

from __future__ import annotations

from collections.abc import Mapping

FRENCH: Mapping[str, str] = {
    "quoted": "« {text} »",
    "listed": "{most} et {last}",
    "small_numbers": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze",
    "months": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    "day": "{day} {month}",
    "date": "{day} {month} {year}",
    "thousands": " ",
    "decimals": ",",
    "trillion": "{number} billions",
    "billion": "{number} Md",
    "million": "{number} M",
    "percent": "{number} %",
    "money": "{number} {sign}",
    "money_code": "{number} {sign}",
    "bound_over": "plus de {value}",
    "bound_at_least": "au moins {value}",
    "bound_under": "moins de {value}",
    "bound_up_to": "jusqu’à {value}",
    "bound_about": "environ {value}",
    "bound_nearly": "près de {value}",
    "independent_publishers": "un éditeur indépendant|{number} éditeurs indépendants",
    "by_publishers": "un éditeur|{number} éditeurs",
    "from_publishers": "un éditeur indépendant|{number} éditeurs indépendants",
    "values": "une valeur|{number} valeurs",
    "coverage": (
        "Nouveau en tête : {title}, rapporté indépendamment par {names}.\n"
        "{count} rapportent {title} : {names}."
    ),
    "continued": "Depuis l’édition du {day} : {fact}\nNouveau après le {day} : {fact}",
    "continued_under": "{title} se poursuit depuis le {day} : {fact}",
    "rising": "{name} : cité par {count}, contre {usual} {over}.",
    "usual_none": "aucun",
    "usual_fraction": "moins d’un",
    "over_last": "dans la dernière édition",
    "over_many": "dans les {number} dernières éditions",
    "over_average": "en moyenne dans les {number} dernières éditions",
    "moved_up": (
        "{name} : {value}{rate}{place}, en hausse{size} contre {previous} selon l’article du "
        "{when}{own}.\n"
        "Hausse{size} pour {name} : {value}{rate}{place}, après {previous} selon l’article du "
        "{when}{own}."
    ),
    "moved_down": (
        "{name} : {value}{rate}{place}, en baisse{size} contre {previous} selon l’article du "
        "{when}{own}.\n"
        "Baisse{size} pour {name} : {value}{rate}{place}, après {previous} selon l’article du "
        "{when}{own}."
    ),
    "flat": "{name} : {value}{rate}, inchangé depuis le {when}{own}.",
    "size": " de {size}",
    "rate": " par {rate}",
    "own": " (chiffre fourni par l’intéressé)",
    "place_highest": ", la plus haute de {values} enregistrées",
    "place_lowest": ", la plus basse de {values} enregistrées",
    "same_figure": (
        "{count_first} donnent le même chiffre{about} : {told}\n"
        "Premier relevé{about}, de {count} : {told}"
    ),
    "about": " sur {title}",
    "conflict": (
        "Les éditeurs divergent sur {what} : {sides}.\nDeux versions pour {what} : {sides}."
    ),
    "conflict_side": "{value} chez {publisher}",
    "conflict_about": "{what} ({who})",
    "stale": (
        "Périmé : {publisher} écrivait le {date} : {claim}\n"
        "{publisher} écrivait le {date} : {claim} Ce délai est passé."
    ),
    "reported_since": (
        "{item} Rapporté depuis : {outcome}\n{outcome} C’était attendu {due} : {item}"
    ),
    "happened": "Attendu {due}, et fait : {outcome}\nFait comme prévu, {due} : {outcome}",
    "slipped": "Ce n’est plus {due} : {outcome}\nDate changée, prévu auparavant {due} : {outcome}",
    "no_news": (
        "Aucune nouvelle de ce qui était attendu {due} : {item}\n"
        "Attendu {due}, sans nouvelle à ce jour : {item}"
    ),
    "slipped_of": (
        "{owner}, ce n’est plus {due} : {outcome}\n"
        "{owner}, date changée, prévu auparavant {due} : {outcome}"
    ),
    "no_news_of": (
        "{owner}, aucune nouvelle de ce qui était attendu {due} : {item}\n"
        "Attendu {due} de {owner}, sans nouvelle à ce jour : {item}"
    ),
    "no_news_outcome": "Aucune nouvelle depuis.",
    "due_on": "le {day}",
    "due_by": "d’ici au {date}",
    "next": "À suivre{owner}{when} : {text}",
    "next_owner": " pour {owner}",
    "next_when": ", {due}",
    "view": "{publisher} : {said}\n{said} ({publisher})",
    "view_under": "{publisher}, sur {title} : {said}\n{said} ({publisher}, sur {title})",
    "on_trust": (
        "Sur sa seule parole : {what}, {value} ; pas de seconde source.\n"
        "Non vérifié : {what}, {value}, est le chiffre de l’entreprise."
    ),
    "reason_nobody": "aucun éditeur",
    "reason_many": "{count}",
    "reason_primary_among": "{count}, dont un document original",
    "reason_primary": "un document original",
    "reason_one": "un seul éditeur",
    "reason_shared": "{kind} : {names} partagent un propriétaire ou un texte",
    "reason_named": "{kind}, {name}",
    "reason_own": "chiffre fourni par l’intéressé",
    "reason_old": "plus de sept jours",
    "reason_view": "avis d’un seul éditeur",
    "doubt_publishers": "les éditeurs divergent",
    "doubt_figures": "les chiffres diffèrent",
    "doubt_time": "le délai annoncé était passé",
    "edition_one": "l’édition {numbers}",
    "edition_many": "les éditions {numbers}",
    "corrected": "Dans {editions} figurait {value} ({label}). {text}",
    "contradicted": (
        "Dans {editions} figurait {value} ({label}). Le chiffre donné est maintenant {new} : {text}"
    ),
    "edited": (
        "Dans {editions} figurait, selon {publisher} : {said} L’article a été modifié depuis "
        "et dit maintenant : {holds}"
    ),
    "edited_away": (
        "Dans {editions} figurait, selon {publisher} : {said} L’article a été modifié depuis "
        "et ne le dit plus."
    ),
    "noticed": (
        "Dans {editions} figurait, selon {publisher} : {said} L’article porte maintenant cet "
        "avis : {holds}"
    ),
    "retracted": (
        "Source dans {editions} : {title} ({publisher}). L’article porte maintenant cet avis : "
        "{holds}"
    ),
    "withdrawn": (
        "Dans {editions} figurait, selon {publisher} : {said} L’article a été retiré (HTTP "
        "{status}, constaté le {date})."
    ),
    "withdrawn_missing": (
        "Dans {editions} figurait, selon {publisher} : {said} L’article n’est plus à son "
        "adresse (HTTP {status}, constaté le {date})."
    ),
}
