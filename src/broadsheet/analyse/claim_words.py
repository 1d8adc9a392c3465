"""The words a claim check turns on: negators, opposites, modals, causes, demonyms."""

from __future__ import annotations

from broadsheet.text.words import stem

NEGATORS = {
    "en": frozenset(
        [
            "not",
            "no",
            "never",
            "none",
            "nor",
            "neither",
            "without",
            "cannot",
            "can't",
            "won't",
            "didn't",
            "doesn't",
            "don't",
            "isn't",
            "aren't",
            "wasn't",
            "weren't",
            "hasn't",
            "haven't",
            "hadn't",
            "couldn't",
            "wouldn't",
            "shouldn't",
            "lacks",
            "lack",
            "lacked",
            "fails",
            "failed",
            "fail",
            "denies",
            "denied",
            "deny",
            "refused",
            "refuses",
            "refuse",
            "nothing",
            "nobody",
            "hardly",
            "barely",
            "unable",
        ]
    ),
    "de": frozenset(
        ["nicht", "kein", "keine", "keinen", "keiner", "keinem", "nie", "niemals", "ohne", "weder"]
    ),
    "fr": frozenset(["pas", "ne", "jamais", "aucun", "aucune", "sans", "ni"]),
    "es": frozenset(["no", "nunca", "jamás", "ningún", "ninguna", "sin", "ni"]),
}
# "Not only", "no more than": denials of nothing.
EMPTY_NEGATIONS = frozenset(
    ["only", "more", "less", "fewer", "later", "longer", "sooner", "just", "doubt"]
)

# Pairs of opposites; the words of a side stand for each other.
_OPPOSITES = """
rose rise rises rising risen grew grow grows growing grown increase increased increases increasing climbed climb climbs jumped jump surged surge soared gained gain gains gaining higher advanced raised raise raises lifted expanded expand expands expansion growth accelerated up rebounded strengthened widened|fell fall falls falling fallen dropped drop drops declined decline declines decreased decrease decreases dropping slid slipped sank tumbled plunged plummeted lower lowered lost shrank shrunk shrink shrinks contracted reduced reduce reduces reduction cut cuts cutting slowed slowdown eased weakened narrowed down
opened open opens opening reopened|closed close closes closing closure shut shuts
approved approve approves approval accepted accept accepts backed backs endorsed cleared granted|rejected reject rejects rejection refused refuse refuses blocked blocks vetoed denied declined
won win wins winning|lost lose loses losing
bought buy buys buying acquired acquire acquires purchase purchased|sold sell sells selling divested
hired hire hires hiring recruited|fired dismissed dismisses layoffs sacked laid
started start starts began begin begins beginning launched launch launches resumed resume resumes|stopped stop stops ended end ends halted halt halts suspended suspend suspends cancelled cancels canceled abandoned scrapped discontinued paused
support supported supports supporting favour favoured|oppose opposed opposes opposing
profit profits profitable|loss losses lossmaking
import imports imported importing|export exports exported exporting
arrived arrive arrives arrival|departed depart departs departure
more|fewer less
above over exceeded exceeds|below under
before earlier|after later
allowed allow allows permitted permits|banned ban bans prohibited prohibits forbade
largest biggest highest most|smallest lowest least
faster quicker|slower
joined join joins entered enters|left quit exited exits withdrew withdraws
success successful succeeded|failure failed fails
confirmed confirms|denied denies disputed disputes
surplus|deficit
stronger|weaker
cheaper|dearer costlier
better improved improves improve improvement|worse worsened worsens deteriorated
early|late
first|last
maximum|minimum
stieg stiegen steigt steigen gestiegen wuchs wächst erhöhte erhöht|fiel fielen fällt fallen gefallen sank sanken sinkt sinken gesunken senkte senkt
öffnete öffnet eröffnet eröffnete|schloss schließt geschlossen
genehmigte genehmigt|lehnte abgelehnt
mehr|weniger
augmenté hausse grimpé|diminué baisse reculé chuté
subió aumentó creció|bajó cayó disminuyó
"""


def _opposites() -> dict[str, tuple[tuple[int, int], ...]]:
    table: dict[str, tuple[tuple[int, int], ...]] = {}
    for group, line in enumerate(_OPPOSITES.strip().splitlines()):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                table[word] = (*table.get(word, ()), (group, side))
    return table


OPPOSITES = _opposites()

# How sure a wording is: 1 possible, 2 planned or expected, 3 announced for the future. Bare is 4.
MODALS: dict[str, dict[str, int]] = {
    "en": {
        **dict.fromkeys(
            "may might could would possibly perhaps potentially likely unlikely possible potential "
            "considering considers weighing mulling exploring can".split(), 1),
        **dict.fromkeys(
            "plans plan planned planning aims aim aimed intends intend intended expects expect expected "
            "hopes hope hoped wants want seeks seek proposed proposes propose proposal targets target "
            "forecast forecasts projected projects estimates estimated predicts predicted anticipates "
            "anticipated should".split(), 2),
        **dict.fromkeys("scheduled due set slated shall poised will 'll".split(), 3),
    },
    "de": {
        **dict.fromkeys("dürfte dürften könnte könnten würde würden möglich vielleicht kann".split(), 1),
        **dict.fromkeys("plant planen geplant soll sollen will wollen erwartet erwarten rechnet".split(), 2),
        **dict.fromkeys("wird werden".split(), 3),
    },
    "fr": {
        **dict.fromkeys("pourrait pourraient peut-être possible".split(), 1),
        **dict.fromkeys("prévoit prévoient prévu devrait devraient espère souhaite".split(), 2),
        **dict.fromkeys("sera seront va vont".split(), 3),
    },
    "es": {
        **dict.fromkeys("podría podrían posible quizá".split(), 1),
        **dict.fromkeys("prevé prevén previsto espera planea debería quiere".split(), 2),
        **dict.fromkeys("será serán va van".split(), 3),
    },
}  # fmt: skip
# Of the words above, those that mean something else as often, and what must follow them.
NEEDS_TO = frozenset(["due", "set", "scheduled", "slated", "poised", "likely", "unlikely"])

CAUSES = frozenset(
    [
        "because",
        "due",
        "owing",
        "thanks",
        "amid",
        "driven",
        "caused",
        "causing",
        "prompted",
        "triggered",
        "blamed",
        "attributed",
        "following",
        "result",
        "wegen",
        "aufgrund",
        "dank",
        "infolge",
        "weil",
        "cause",
        "raison",
        "debido",
        "causa",
    ]
)

DEMONYMS = {
    "american": "america", "british": "britain", "chinese": "china", "danish": "denmark",
    "dutch": "netherlands", "finnish": "finland", "french": "france", "german": "germany",
    "greek": "greece", "hungarian": "hungary", "icelandic": "iceland", "indian": "india",
    "irish": "ireland", "italian": "italy", "japanese": "japan", "korean": "korea",
    "norwegian": "norway", "polish": "poland", "portuguese": "portugal", "russian": "russia",
    "spanish": "spain", "swedish": "sweden", "swiss": "switzerland", "turkish": "turkey",
    "ukrainian": "ukraine", "european": "europe", "asian": "asia", "african": "africa",
    "australian": "australia", "austrian": "austria", "canadian": "canada", "mexican": "mexico",
    "brazilian": "brazil", "belgian": "belgium", "czech": "czechia",
}  # fmt: skip

_IRREGULAR = {
    "began": "begin", "begun": "begin", "built": "build", "bought": "buy", "sold": "sell",
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "grew": "grow", "grown": "grow",
    "paid": "pay", "made": "make", "took": "take", "taken": "take", "gave": "give", "given": "give",
    "won": "win", "sale": "sell", "sales": "sell", "lost": "lose", "held": "hold", "kept": "keep", "left": "leave", "met": "meet",
    "sent": "send", "spent": "spend", "led": "lead", "chose": "choose", "chosen": "choose",
    "drew": "draw", "drawn": "draw", "ran": "run", "wrote": "write", "written": "write",
    "broke": "break", "broken": "break", "came": "come", "became": "become", "went": "go", "gone": "go",
    "brought": "bring", "sank": "sink", "shrank": "shrink", "found": "find", "saw": "see", "seen": "see",
    "withdrew": "withdraw", "withdrawn": "withdraw", "lent": "lend", "shut": "shut", "cut": "cut",
    "ist": "sein", "kilometers": "kilometre", "percent": "%", "pct": "%",
}  # fmt: skip


def root(word: str, language: str) -> str:
    """Return what a folded word is compared by: its stem, irregular English pasts undone."""
    return stem(_IRREGULAR.get(word, word), language)
