"""Words that carry no topic: our own compact lists for English, German, French and Spanish."""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = """
a about above across after again against ago all almost along already also although always am
among an and another any anyone anything are aren't around as at away back be became because
become been before began behind being below between both but by came can can't cannot could
couldn't did didn't do does doesn't doing don't done down during each either else enough etc even
ever every everyone everything few for from further gave get gets getting give given go goes going
gone got had hadn't has hasn't have haven't having he he's her here hers herself him himself his
how however i i'd i'll i'm i've if in including indeed instead into is isn't it it's its itself
just kept know known last later least less let let's like likely made make makes making many may
maybe me might mine more most much must my myself near neither never next no nobody none nor not
nothing now of off often on once one only onto or other others our ours ourselves out over own
part per perhaps put quite rather really s said same saw say saying says see seem seen several
shall she she's should since so some someone something soon still such t take taken than that
that's the their theirs them themselves then there there's these they they're they've thing things
this those though through throughout thus to today together told too took toward towards two under
until up upon us use used using very via was wasn't way we we're we've well went were weren't what
whatever when where whether which while who whole whom whose why will with within without won't
would wouldn't yet you you're your yours yourself yourselves
"""

_GERMAN = """
aber ab alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus
bei beim bereits bin bis bist bzw da dabei dadurch dafür dagegen daher dahin damals damit danach
daneben dann daran darauf daraus darf darin darüber darum darunter das dass davon davor dazu dein
deine dem den denen denn dennoch der deren des deshalb dessen die dies diese diesem diesen dieser
dieses doch dort du durch dürfen ebenfalls ebenso eher eigentlich ein eine einem einen einer eines
einige einigen einmal er erst es etwa etwas euch eure für gab gar geben gegen gegenüber gehen geht
gemacht gerade gibt ging habe haben hat hatte hatten hätte hätten hier hin hinter ich ihm ihn
ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins ist ja je jede jedem jeden jeder
jedes jedoch jene jetzt kann kein keine keinem keinen keiner können könnte könnten laut machen man
mehr mein meine meist mich mir mit muss müssen musste nach nachdem nahm neben nein nicht nichts
nie noch nun nur ob oder ohne pro rund sagt sagte schon sehr sei seien sein seine seinem seinen
seiner seines seit selbst sich sie sind so sogar solche soll sollen sollte sollten sondern sonst
soweit sowie statt über um und uns unser unter viel viele vielen vom von vor wann war waren warum
was wegen weil weiter welche welchen welcher wenig weniger wenn wer werde werden wie wieder will
wir wird wo wollen worden wurde wurden würde würden während zu zudem zum zur zwar zwischen zwei
"""

_FRENCH = """
a ai ainsi alors après au aucun aucune aujourd'hui auquel aura aurait aussi autre autres aux
auxquels avaient avait avant avec avoir avons beaucoup bien car ce ceci cela celle celles celui
cependant ces cet cette ceux chaque chez ci comme comment contre d dans de déjà depuis derrière
des dès desquels deux devant dit dite doit donc dont du duquel durant elle elles en encore entre
es est et étaient était étant été être eu eux faire fait fois font furent fut grâce hors ici il
ils j jusqu jusque l la là laquelle le lequel les lesquels leur leurs lors lorsque lui m ma mais
malgré me même mêmes mes moi moins mon n ne ni non nos notre nous on ont or ou où outre par parce
parfois parmi pas pendant peu peut peuvent plupart plus plusieurs plutôt pour pourquoi pourrait
près puis puisque qu quand quant que quel quelle quelles quelque quelques quels qui quoi s sa sans
sauf se selon sera serait seront ses seulement si sien sinon son sont sous souvent suis sur t ta
tandis tant te tel telle telles tels tes toi ton toujours tous tout toute toutes très trop tu un
une vers via voici voilà vont vos votre vous y
"""

_SPANISH = """
a al algo alguna algunas alguno algunos allí ante antes aquel aquella aquellos aquí así aún aunque
bajo bien cada casi como cómo con contra cual cuales cualquier cuando cuanto cuatro de debe deben
del desde después dice dijo donde dos durante e el él ella ellas ellos en entonces entre era eran
eres es esa esas ese eso esos esta está estaba estaban estado están estas este esto estos fue
fueron fuera ha había habían hace hacen hacer hacia han hasta hay haya he hemos hizo hoy incluso
la las le les lo los luego más me mediante mi mientras mis misma mismo mismos mucha muchas mucho
muchos muy nada ni ningún ninguna no nos nosotros nuestra nuestro nuestros o os otra otras otro
otros para pero poco podría por porque pudo puede pueden pues que qué quien quién quienes se sea
sean según ser será sería si sí sido siempre sin sino sobre solo sólo son su sus también tampoco
tan tanto te tenía tiene tienen toda todas todavía todo todos tras tu tus un una unas uno unos
ustedes usted va van varias varios ya yo
"""

STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "es": frozenset(_SPANISH.split()),
}
