"""The words of composed sentences in Spanish: forms of one sentence stand on lines of their own."""

from __future__ import annotations

from collections.abc import Mapping

SPANISH: Mapping[str, str] = {
    "quoted": "«{text}»",
    "listed": "{most} y {last}",
    "small_numbers": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "months": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ),
    "day": "{day} de {month}",
    "date": "{day} de {month} de {year}",
    "thousands": ".",
    "decimals": ",",
    "trillion": "{number} billones",
    "billion": "{number} mil mill.",
    "million": "{number} mill.",
    "percent": "{number} %",
    "money": "{number} {sign}",
    "money_code": "{number} {sign}",
    "bound_over": "más de {value}",
    "bound_at_least": "al menos {value}",
    "bound_under": "menos de {value}",
    "bound_up_to": "hasta {value}",
    "bound_about": "unos {value}",
    "bound_nearly": "casi {value}",
    "independent_publishers": "un medio independiente|{number} medios independientes",
    "by_publishers": "un medio|{number} medios",
    "from_publishers": "un medio independiente|{number} medios independientes",
    "values": "un valor|{number} valores",
    "coverage": (
        "Nuevo en portada: {title}, según informan por separado {names}.\n"
        "{count} informan de {title}: {names}."
    ),
    "continued": "Desde la edición del {day}: {fact}\nNuevo tras el {day}: {fact}",
    "continued_under": "{title} sigue desde el {day}: {fact}",
    "rising": "{name} aparece en {count}, frente a {usual} {over}.",
    "usual_none": "ninguno",
    "usual_fraction": "menos de uno",
    "over_last": "en la última edición",
    "over_many": "en las últimas {number} ediciones",
    "over_average": "de media en las últimas {number} ediciones",
    "moved_up": (
        "{name}: {value}{rate}{place}, sube{size} frente a {previous} según el artículo del "
        "{when}{own}.\n"
        "Sube{size} {name}: {value}{rate}{place}, tras {previous} según el artículo del "
        "{when}{own}."
    ),
    "moved_down": (
        "{name}: {value}{rate}{place}, baja{size} frente a {previous} según el artículo del "
        "{when}{own}.\n"
        "Baja{size} {name}: {value}{rate}{place}, tras {previous} según el artículo del "
        "{when}{own}."
    ),
    "flat": "{name}: {value}{rate}, sin cambios desde el {when}{own}.",
    "size": " un {size}",
    "rate": " por {rate}",
    "own": " (cifra propia)",
    "place_highest": ", el más alto de {values} registrados",
    "place_lowest": ", el más bajo de {values} registrados",
    "same_figure": (
        "{count_first} dan la misma cifra{about}: {told}\n"
        "Primer registro{about}, de {count}: {told}"
    ),
    "about": " sobre {title}",
    "conflict": "Los medios discrepan sobre {what}: {sides}.\nDos versiones de {what}: {sides}.",
    "conflict_side": "{value} en {publisher}",
    "conflict_about": "{what} ({who})",
    "stale": (
        "Caducado: {publisher} escribió el {date}: {claim}\n"
        "{publisher} escribió el {date}: {claim} Ese plazo ya pasó."
    ),
    "reported_since": (
        "{item} Informado desde entonces: {outcome}\n{outcome} Se esperaba {due}: {item}"
    ),
    "happened": ("Esperado {due}, y hecho: {outcome}\nHecho según lo previsto, {due}: {outcome}"),
    "slipped": "Ya no será {due}: {outcome}\nFecha cambiada, antes previsto {due}: {outcome}",
    "no_news": (
        "Sin noticias de lo que se esperaba {due}: {item}\n"
        "Previsto {due}, sin noticias hasta ahora: {item}"
    ),
    "slipped_of": (
        "{owner}, ya no será {due}: {outcome}\n"
        "{owner}, fecha cambiada, antes previsto {due}: {outcome}"
    ),
    "no_news_of": (
        "{owner}, sin noticias de lo que se esperaba {due}: {item}\n"
        "Previsto {due} de {owner}, sin noticias hasta ahora: {item}"
    ),
    "no_news_outcome": "Sin noticias desde entonces.",
    "due_on": "el {day}",
    "due_by": "antes del {date}",
    "next": "A continuación{owner}{when}: {text}",
    "next_owner": " para {owner}",
    "next_when": ", {due}",
    "view": "{publisher}: {said}\n{said} ({publisher})",
    "view_under": "{publisher}, sobre {title}: {said}\n{said} ({publisher}, sobre {title})",
    "on_trust": (
        "Solo según su palabra: {what}, {value}; sin segunda fuente.\n"
        "Sin verificar: {what}, {value}, es cifra de la propia empresa."
    ),
    "reason_nobody": "ningún medio",
    "reason_many": "{count}",
    "reason_primary_among": "{count}, con un documento original",
    "reason_primary": "un documento original",
    "reason_one": "un solo medio",
    "reason_shared": "{kind}: {names} comparten dueño o texto",
    "reason_named": "{kind}, {name}",
    "reason_own": "cifra del propio interesado",
    "reason_old": "más de siete días",
    "reason_view": "opinión de un medio",
    "doubt_publishers": "los medios discrepan",
    "doubt_figures": "las cifras difieren",
    "doubt_time": "el plazo anunciado había pasado",
    "edition_one": "la edición {numbers}",
    "edition_many": "las ediciones {numbers}",
    "corrected": "En {editions} figuraba {value} ({label}). {text}",
    "contradicted": (
        "En {editions} figuraba {value} ({label}). La cifra que se da ahora es {new}: {text}"
    ),
    "edited": (
        "En {editions} figuraba, según {publisher}: {said} El artículo ha cambiado desde "
        "entonces y ahora dice: {holds}"
    ),
    "edited_away": (
        "En {editions} figuraba, según {publisher}: {said} El artículo ha cambiado desde "
        "entonces y ya no lo dice."
    ),
    "noticed": (
        "En {editions} figuraba, según {publisher}: {said} El artículo lleva ahora este aviso: "
        "{holds}"
    ),
    "retracted": (
        "Fuente en {editions}: {title} ({publisher}). El artículo lleva ahora este aviso: {holds}"
    ),
    "withdrawn": (
        "En {editions} figuraba, según {publisher}: {said} El artículo ha sido retirado (HTTP "
        "{status}, comprobado el {date})."
    ),
    "withdrawn_missing": (
        "En {editions} figuraba, según {publisher}: {said} El artículo ya no está en su "
        "dirección (HTTP {status}, comprobado el {date})."
    ),
}
