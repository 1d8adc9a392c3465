"""The words of composed sentences in German: forms of one sentence stand on lines of their own."""

from __future__ import annotations

from collections.abc import Mapping

GERMAN: Mapping[str, str] = {
    "quoted": "„{text}“",
    "listed": "{most} und {last}",
    "small_numbers": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "months": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "day": "{day}. {month}",
    "date": "{day}. {month} {year}",
    "thousands": ".",
    "decimals": ",",
    "trillion": "{number} Billionen",
    "billion": "{number} Mrd.",
    "million": "{number} Mio.",
    "percent": "{number} %",
    "money": "{number} {sign}",
    "money_code": "{number} {sign}",
    "bound_over": "über {value}",
    "bound_at_least": "mindestens {value}",
    "bound_under": "unter {value}",
    "bound_up_to": "bis zu {value}",
    "bound_about": "rund {value}",
    "bound_nearly": "fast {value}",
    "independent_publishers": "ein unabhängiger Herausgeber|{number} unabhängige Herausgeber",
    "by_publishers": "einem Herausgeber|{number} Herausgebern",
    "from_publishers": "einem unabhängigen Herausgeber|{number} unabhängigen Herausgebern",
    "values": "einem erfassten Wert|{number} erfassten Werten",
    "coverage": (
        "Neu an der Spitze: {title}, unabhängig berichtet von {names}.\n"
        "{count} berichten {title}: {names}."
    ),
    "continued": "Seit der Ausgabe vom {day}: {fact}\nNeu nach dem {day}: {fact}",
    "continued_under": "{title} geht seit dem {day} weiter: {fact}",
    "rising": "{name} wird von {count} genannt, gegenüber {usual} {over}.",
    "usual_none": "keinem",
    "usual_fraction": "weniger als einem",
    "over_last": "in der letzten Ausgabe",
    "over_many": "in den letzten {number} Ausgaben",
    "over_average": "im Schnitt der letzten {number} Ausgaben",
    "moved_up": (
        "{name}: {value}{rate}{place}, gestiegen{size} gegenüber {previous} im Bericht vom "
        "{when}{own}.\n"
        "{name} steigt{size} auf {value}{rate}{place}; der Bericht vom {when} nannte "
        "{previous}{own}."
    ),
    "moved_down": (
        "{name}: {value}{rate}{place}, gefallen{size} gegenüber {previous} im Bericht vom "
        "{when}{own}.\n"
        "{name} fällt{size} auf {value}{rate}{place}; der Bericht vom {when} nannte "
        "{previous}{own}."
    ),
    "flat": "{name}: {value}{rate}, unverändert seit dem {when}{own}.",
    "size": " um {size}",
    "rate": " je {rate}",
    "own": " (eigene Angabe)",
    "place_highest": ", der höchste von {values}",
    "place_lowest": ", der niedrigste von {values}",
    "same_figure": (
        "{count_first} nennen dieselbe Zahl{about}: {told}\nNeu erfasst{about}, von {count}: {told}"
    ),
    "about": " zu {title}",
    "conflict": "Widersprüchliche Angaben zu {what}: {sides}.\nZwei Fassungen zu {what}: {sides}.",
    "conflict_side": "{value} bei {publisher}",
    "conflict_about": "{what} ({who})",
    "stale": (
        "Überholt: {publisher} schrieb am {date}: {claim}\n"
        "{publisher} schrieb am {date}: {claim} Diese Zeit ist vorbei."
    ),
    "reported_since": (
        "{item} Seither berichtet: {outcome}\n{outcome} Das war {due} erwartet: {item}"
    ),
    "happened": (
        "Erwartet {due} und eingetreten: {outcome}\nEingetreten wie erwartet, {due}: {outcome}"
    ),
    "slipped": "Nicht mehr {due}: {outcome}\nVerlegt, zuvor {due}: {outcome}",
    "no_news": (
        "Noch kein Bericht über das, was {due} fällig war: {item}\n"
        "Fällig {due}, bisher ohne Bericht: {item}"
    ),
    "slipped_of": (
        "{owner}, nicht mehr {due}: {outcome}\n{owner}, verlegt, zuvor {due}: {outcome}"
    ),
    "no_news_of": (
        "{owner}, noch kein Bericht über das, was {due} fällig war: {item}\n"
        "Fällig {due} bei {owner}, bisher ohne Bericht: {item}"
    ),
    "no_news_outcome": "Seither kein Bericht darüber.",
    "due_on": "am {day}",
    "due_by": "bis {date}",
    "next": "Als Nächstes{owner}{when}: {text}",
    "next_owner": " für {owner}",
    "next_when": ", {due}",
    "view": "{publisher}: {said}\n{said} ({publisher})",
    "view_under": "{publisher} zu {title}: {said}\n{said} ({publisher} zu {title})",
    "on_trust": (
        "Nur nach eigener Angabe: {what}, {value}; keine zweite Quelle.\n"
        "Ungeprüft: {what}, {value}, ist die eigene Angabe des Unternehmens."
    ),
    "reason_nobody": "kein Herausgeber",
    "reason_many": "{count}",
    "reason_primary_among": "{count}, darunter ein Originaldokument",
    "reason_primary": "ein Originaldokument",
    "reason_one": "ein Herausgeber",
    "reason_shared": "{kind}: {names} teilen Eigentümer oder Text",
    "reason_named": "{kind}, {name}",
    "reason_own": "die eigene Angabe des Genannten",
    "reason_old": "älter als sieben Tage",
    "reason_view": "Sicht eines Herausgebers",
    "doubt_publishers": "die Herausgeber sind uneins",
    "doubt_figures": "die Zahlen weichen ab",
    "doubt_time": "die angekündigte Zeit war vorbei",
    "edition_one": "Ausgabe {numbers}",
    "edition_many": "den Ausgaben {numbers}",
    "corrected": "In {editions} stand {value} ({label}). {text}",
    "contradicted": "In {editions} stand {value} ({label}). Nun wird {new} genannt: {text}",
    "edited": (
        "In {editions} stand nach {publisher}: {said} Der Artikel wurde seither geändert und "
        "lautet nun: {holds}"
    ),
    "edited_away": (
        "In {editions} stand nach {publisher}: {said} Der Artikel wurde seither geändert und "
        "sagt das nicht mehr."
    ),
    "noticed": (
        "In {editions} stand nach {publisher}: {said} Der Artikel trägt nun diesen Hinweis: {holds}"
    ),
    "retracted": (
        "Quelle in {editions} war {title} ({publisher}). Der Artikel trägt nun diesen Hinweis: "
        "{holds}"
    ),
    "withdrawn": (
        "In {editions} stand nach {publisher}: {said} Der Artikel wurde zurückgezogen (HTTP "
        "{status}, festgestellt am {date})."
    ),
    "withdrawn_missing": (
        "In {editions} stand nach {publisher}: {said} Der Artikel ist unter seiner Adresse "
        "nicht mehr zu finden (HTTP {status}, festgestellt am {date})."
    ),
}
