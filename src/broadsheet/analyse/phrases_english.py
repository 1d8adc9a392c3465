"""The words of composed sentences in English: forms of one sentence stand on lines of their own."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "quoted": "“{text}”",
    "listed": "{most} and {last}",
    "small_numbers": "zero one two three four five six seven eight nine ten eleven twelve",
    "months": (
        "January February March April May June July August September October November December"
    ),
    "day": "{day} {month}",
    "date": "{day} {month} {year}",
    "thousands": ",",
    "decimals": ".",
    "trillion": "{number} trillion",
    "billion": "{number} billion",
    "million": "{number} million",
    "percent": "{number}%",
    "money": "{sign}{number}",
    "money_code": "{sign} {number}",
    "bound_over": "over {value}",
    "bound_at_least": "at least {value}",
    "bound_under": "under {value}",
    "bound_up_to": "up to {value}",
    "bound_about": "about {value}",
    "bound_nearly": "nearly {value}",
    "independent_publishers": "one independent publisher|{number} independent publishers",
    "by_publishers": "one publisher|{number} publishers",
    "from_publishers": "one independent publisher|{number} independent publishers",
    "values": "one value|{number} values",
    "coverage": (
        "New in the lead: {title}, reported independently by {names}.\n"
        "{count} report {title}: {names}."
    ),
    "continued": "Since the edition of {day}: {fact}\nNew after {day}: {fact}",
    "continued_under": "{title} goes on from {day}: {fact}",
    "rising": "{name} is mentioned by {count}, against {usual} {over}.",
    "usual_none": "none",
    "usual_fraction": "fewer than one",
    "over_last": "in the last edition",
    "over_many": "in the last {number} editions",
    "over_average": "on average over the last {number} editions",
    "moved_counted": (
        "{who} {verb} {value}{place}, {change} on the {previous} reported on {when}{own}."
    ),
    "moved_counted_turned": (
        "{who} {verb} {value}{place}, after {previous} reported on {when}: {change}{own}."
    ),
    "flat_counted": "{who} {verb} {value}, as many as reported on {when}{own}.",
    "moved_up": (
        "{name} rose{size} to {value}{rate}{place}; the report of {when} gave {previous}{own}."
    ),
    "moved_down": (
        "{name} fell{size} to {value}{rate}{place}; the report of {when} gave {previous}{own}."
    ),
    "flat": "{name} stands at {value}{rate}, unchanged since {when}{own}.",
    "change_up": "up {size}",
    "change_down": "down {size}",
    "change_up_bare": "up",
    "change_down_bare": "down",
    "size": " {size}",
    "rate": " per {rate}",
    "of_name": "{who}'s {what}",
    "of_name_s": "{who}' {what}",
    "own": " (its own figure)",
    "place_highest": ", the highest of {values} on record",
    "place_lowest": ", the lowest of {values} on record",
    "same_figure": (
        "{count_first} give the same figure{about}: {told}\n"
        "New on record{about}, from {count}: {told}"
    ),
    "about": " on {title}",
    "conflict": "Publishers differ on {what}: {sides}.\nTwo versions of {what}: {sides}.",
    "conflict_side": "{value} in {publisher}",
    "conflict_about": "{what} ({who})",
    "stale": (
        "Out of date: {publisher} wrote on {date} that {claim}\n"
        "{publisher} wrote on {date}: {claim} That time is over."
    ),
    "reported_since": (
        "{item} Reported since: {outcome}\n{outcome} That was expected {due}: {item}"
    ),
    "happened": "Announced for {due}, and done: {outcome}\nDone, as expected {due}: {outcome}",
    "slipped": "No longer {due}: {outcome}\nMoved from {due}: {outcome}",
    "no_news": "No report yet of what was due {due}: {item}\nDue {due}, unreported so far: {item}",
    "slipped_of": ("{owner}, no longer {due}: {outcome}\n{owner}, moved from {due}: {outcome}"),
    "no_news_of": (
        "{owner}, no report yet of what was due {due}: {item}\n"
        "Due {due} from {owner}, unreported so far: {item}"
    ),
    "no_news_outcome": "No report of it since.",
    "due_on": "{day}",
    "due_by": "by {date}",
    "next": "Next{owner}{when}: {text}",
    "next_owner": " for {owner}",
    "next_when": ", {due}",
    "view": "{publisher}: {said}\n{said} ({publisher})",
    "view_under": "{publisher}, on {title}: {said}\n{said} ({publisher}, on {title})",
    "on_trust": (
        "Taken on its own word: {what}, {value}; no second source.\n"
        "Not verified: {what}, {value}, is the company's own figure."
    ),
    "reason_nobody": "no publisher",
    "reason_many": "{count}",
    "reason_primary_among": "{count}, a primary document among them",
    "reason_primary": "a primary document",
    "reason_one": "one publisher",
    "reason_shared": "{kind}: {names} share an owner or a text",
    "reason_named": "{kind}, {name}",
    "reason_own": "the subject's own figure",
    "reason_old": "older than seven days",
    "reason_view": "one publisher's view",
    "doubt_publishers": "publishers differ on it",
    "doubt_figures": "the figures differ",
    "doubt_time": "the announced time had passed",
    "edition_one": "Edition {numbers}",
    "edition_many": "Editions {numbers}",
    "corrected": "{editions} gave {value} ({label}). {text}",
    "contradicted": "{editions} gave {value} ({label}). The figure now given is {new}: {text}",
    "edited": (
        "{editions} quoted {publisher}: {said} The article has been changed since and now "
        "says: {holds}"
    ),
    "edited_away": (
        "{editions} quoted {publisher}: {said} The article has been changed since and no "
        "longer says so."
    ),
    "noticed": "{editions} quoted {publisher}: {said} The article now carries this notice: {holds}",
    "retracted": (
        "{editions} relied on {title} ({publisher}). The article now carries this notice: {holds}"
    ),
    "withdrawn": (
        "{editions} quoted {publisher}: {said} The article has been withdrawn (HTTP {status}, "
        "seen on {date})."
    ),
    "withdrawn_missing": (
        "{editions} quoted {publisher}: {said} The article is no longer at its address (HTTP "
        "{status}, seen on {date})."
    ),
}
