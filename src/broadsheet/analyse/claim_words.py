"""The words a claim check turns on: negators, opposites, modals, causes, demonyms."""

from __future__ import annotations

from broadsheet.text.listings import read_lists
from broadsheet.text.words import stem

_NEGATORS = """
en: aren't barely can't cannot couldn't denied denies deny didn't doesn't don't fail failed fails
    hadn't hardly hasn't haven't isn't lack lacked lacks neither never no nobody none nor not
    nothing refuse refused refuses shouldn't unable wasn't weren't without won't wouldn't
de: kein keine keinem keinen keiner nicht nie niemals ohne weder
fr: aucun aucune jamais ne ni pas sans
es: jamás ni ninguna ningún no nunca sin
"""
NEGATORS = {name: frozenset(listed) for name, listed in read_lists(_NEGATORS).items()}
# "Not only", "no more than": denials of nothing.
_EMPTY_NEGATIONS = "doubt fewer just later less longer more only sooner"
EMPTY_NEGATIONS = frozenset(_EMPTY_NEGATIONS.split())
NEEDS_THAN = frozenset("fewer less later longer more sooner".split())
# A condition that denies: "unless it rains" may be told as "if it does not rain".
DENYING = frozenset({"except", "unless"})

# Pairs of opposites, side by side; the words of a side stand for each other.
_OPPOSITES = """
1a: rose rise rises rising risen grew grow grows growing grown increase increased increases
    increasing climbed climb climbs jumped jump surged surge soared gained gain gains gaining
    higher advanced raised raise raises lifted expanded expand expands expansion growth
    accelerated up rebounded strengthened widened
1b: fell fall falls falling fallen dropped drop drops declined decline declines decreased decrease
    decreases dropping slid slipped sank tumbled plunged plummeted lower lowered lost shrank
    shrunk shrink shrinks contracted reduced reduce reduces reduction cut cuts cutting slowed
    slowdown eased weakened narrowed down
2a: opened open opens opening reopened
2b: closed close closes closing closure shut shuts
3a: approved approve approves approval accepted accept accepts backed backs endorsed cleared
    granted
3b: rejected reject rejects rejection refused refuse refuses blocked blocks vetoed denied declined
4a: won win wins winning
4b: lost lose loses losing
5a: bought buy buys buying acquired acquire acquires purchase purchased
5b: sold sell sells selling divested
6a: hired hire hires hiring recruited
6b: fired dismissed dismisses layoffs sacked laid
7a: started start starts began begin begins beginning launched launch launches resumed resume
    resumes
7b: stopped stop stops ended end ends halted halt halts suspended suspend suspends cancelled
    cancels canceled abandoned scrapped discontinued paused
8a: support supported supports supporting favour favoured
8b: oppose opposed opposes opposing
9a: profit profits profitable
9b: loss losses lossmaking
10a: import imports imported importing
10b: export exports exported exporting
11a: arrived arrive arrives arrival
11b: departed depart departs departure
12a: more
12b: fewer less
13a: above over exceeded exceeds
13b: below under
14a: before earlier
14b: after later
15a: allowed allow allows permitted permits
15b: banned ban bans prohibited prohibits forbade
16a: largest biggest highest most
16b: smallest lowest least
17a: faster quicker
17b: slower
18a: joined join joins entered enters
18b: left quit exited exits withdrew withdraws
19a: success successful succeeded
19b: failure failed fails
20a: confirmed confirms
20b: denied denies disputed disputes
21a: surplus
21b: deficit
22a: stronger
22b: weaker
23a: cheaper
23b: dearer costlier
24a: better improved improves improve improvement
24b: worse worsened worsens deteriorated
25a: early
25b: late
26a: first
26b: last
34a: since
34b: until till
35a: tightened tightens tighter stricter
35b: loosened loosens relaxed eased looser
36a: added adds adding
36b: removed removes removing
37a: newest youngest
37b: oldest
38a: busier busiest
38b: quieter quietest
39a: best
39b: worst
40a: longer longest lengthened
40b: shorter shortest shortened
41a: warmer hotter warmest
41b: colder cooler coldest
42a: heavier
42b: lighter
43a: safer
43b: riskier
44a: praised
44b: criticised criticized
45a: imposed
45b: lifted scrapped
46a: upheld
46b: overturned
47a: bigger larger
47b: smaller
48a: louder
48b: quieter
49a: earliest
49b: latest
50a: majority
50b: minority
27a: maximum
27b: minimum
28a: stieg stiegen steigt steigen gestiegen wuchs wächst erhöhte erhöht
28b: fiel fielen fällt fallen gefallen sank sanken sinkt sinken gesunken senkte senkt
29a: öffnete öffnet eröffnet eröffnete
29b: schloss schließt geschlossen
30a: genehmigte genehmigt
30b: lehnte abgelehnt
31a: mehr
31b: weniger
32a: augmenté hausse grimpé
32b: diminué baisse reculé chuté
33a: subió aumentó creció
33b: bajó cayó disminuyó
"""


def _opposites() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the pairs and sides each word stands on."""
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, listed in read_lists(_OPPOSITES).items():
        for word in listed:
            table[word] = (*table.get(word, ()), (name[:-1], name[-1]))
    return table


OPPOSITES = _opposites()
OTHER_SIDE = {"a": "b", "b": "a"}

# How sure a wording is: 1 possible, 2 planned or expected, 3 announced for the future. Bare is 4.
_MODALS = """
en1: may might could would possibly perhaps potentially likely unlikely possible potential
    considering considers weighing mulling exploring can
en2: plans plan planned planning aims aim aimed intends intend intended expects expect expected
    hopes hope hoped wants want seeks seek proposed proposes propose proposal targets target
    forecast forecasts projected projects estimates estimated predicts predicted anticipates
    anticipated should
en3: scheduled due set slated shall poised will 'll won't
de1: dürfte dürften könnte könnten würde würden möglich vielleicht kann
de2: plant planen geplant soll sollen will wollen erwartet erwarten rechnet
de3: wird werden
fr1: pourrait pourraient peut-être possible
fr2: prévoit prévoient prévu devrait devraient espère souhaite
fr3: sera seront va vont
es1: podría podrían posible quizá
es2: prevé prevén previsto espera planea debería quiere
es3: será serán va van
"""


def _modals() -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for name, listed in read_lists(_MODALS).items():
        table.setdefault(name[:-1], {}).update(dict.fromkeys(listed, int(name[-1])))
    return table


MODALS = _modals()
# "May", "could": what holds only perhaps is not made surer by leaving a condition out.
WEAK_MODALS = frozenset({"could", "may", "might", "könnte", "könnten", "pourrait", "podría"})
# Of the words above, those that mean something else as often unless "to" follows.
NEEDS_TO = frozenset({"due", "likely", "poised", "scheduled", "set", "slated", "unlikely"})

_CAUSES = """
amid attributed aufgrund because blamed causa cause caused causing dank debido driven due
following infolge owing prompted raison result thanks triggered wegen weil
"""
CAUSES = frozenset(_CAUSES.split())
# Words that tell of causes, among other things: with one of them a cause may be the text's own.
_CAUSAL = """
after as blame blames brought came cost costs drove explain explained explains followed forced
forces from hence helped hit led leads makes made mean means meant pushed reason since so spurred
therefore why with
"""
CAUSAL = frozenset(_CAUSAL.split()) | CAUSES

# Irregular forms by the word they are compared as.
_IRREGULAR = """
begin: began begun
build: built
buy: bought
sell: sold sale sales
rise: rose risen
fall: fell fallen
grow: grew grown
pay: paid
make: made
take: took taken
give: gave given
win: won
lose: lost
hold: held
keep: kept
leave: left
meet: met
send: sent
spend: spent
lead: led
choose: chose chosen
draw: drew drawn
run: ran
write: wrote written
break: broke broken
come: came
become: became
go: went gone
bring: brought
sink: sank
shrink: shrank
find: found
see: saw seen
withdraw: withdrew withdrawn
lend: lent
shut: shut
cut: cut
kilometre: kilometers
%: percent pct
"""
_BASES = {form: base for base, forms in read_lists(_IRREGULAR).items() for form in forms}


def root(word: str, language: str) -> str:
    """Return what a folded word is compared by: its stem, irregular English pasts undone."""
    return stem(_BASES.get(word, word), language)
