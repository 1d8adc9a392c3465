"""The word lists of the quantity grammar, by name."""

from __future__ import annotations

from broadsheet.text.listings import read_lists

_LISTS = """
hedges: about around nearly almost than more over up to
auxiliaries: is was are were has have had will would up down did does can could may might must
after_names: has had is was will plans , did does would could can may might must should also now
    then already -
lasting: for just well lasting lasts took take takes spans spent after in is was little seit
still: from at in with von desde on of for
pronoun_leads: no any every each which that this the another some a day
pronoun_nouns: day thing another way point hand
rank_leads: top bottom last next first other final
year_leads: in since by of for its the 's s and to from , ( their de depuis desde en von
    seit aus del
softeners: just well far slightly a only an the of its their his her another still
up: rise rises rose risen rising grow grows grew grown growing climb climbs climbed climbing gain
    gains gained gaining jump jumps jumped jumping surge surges surged surging soar soars soared
    soaring increase increases increased increasing advance advances advanced advancing add adds
    added adding rally rallied rallies leap leaps leaped leapt spike spiked swell swelled expand
    expands expanded rebound rebounded widen widened raise raises raised raising lift lifts lifted
    lifting boost boosts boosted hike hikes hiked hiking accelerate accelerated strengthen
    strengthened improve improved appreciate appreciated up higher upward upwards stieg steigt
    steigen stiegen gestiegen doubled doubles doubling tripled verdoppelte verdoppelten verdoppelt
    steigerte wuchs wächst zugelegt kletterte kletterten erhöhte erhöht
    erhöhen augmenté augmente grimpé progressé hausse bondi subió sube aumentó aumenta creció
    crece crecieron subieron
down: fall falls fell fallen falling drop drops dropped dropping decline declines declined
    declining decrease decreases decreased slide slides slid sliding slip slips slipped slipping
    sink sinks sank sunk tumble tumbles tumbled plunge plunges plunged plummet plummets plummeted
    plummeting dip dips dipped shed sheds lose loses lost losing shrink shrinks shrank shrunk
    contract contracted narrow narrowed ease eases eased cut cuts cutting reduce reduces reduced
    reducing lower lowers lowered lowering slash slashes slashed trim trims trimmed retreat
    retreated crash crashed weaken weakened slump slumps slumped depreciated down downward
    downwards fiel fielen gefallen halved halves halbierte halbierten strich strichen
    gestrichen sanken gesunken senkte sinkt sinken schrumpfte verlor verloren
    baissé reculé diminué chuté perdu baisse cayó cae cayeron bajó baja bajaron disminuyó perdió
    retrocedió
clause_ends: , ; : ( ) — – . ! ? while but although though whereas after which who because when
    before während aber mais pero tandis mientras
transparent: by a an the another further of additional to some as much many more than about around
    nearly almost over under roughly approximately just only up at least slightly sharply modestly
    strongly again each um auf rund etwa knapp de à en un une hasta its their his her less fewer
    close estimated ~ new extra
negators: not never no without neither nor cannot kein keine keinen keiner nicht ohne pas sans
    jamais nunca sin didn't doesn't won't hasn't haven't isn't aren't wasn't weren't don't can't
    couldn't wouldn't
positive_no: more less fewer later only longer sooner just
phrasal: gave give gives giving made make makes making set sets setting took take takes picked
    pick turned turn came come comes opened open built build ended end wind wound sign signed shut
    lined line backed back held hold put puts used use uses broke break follow followed catch
    caught
labels: no no. nos number numbers nr nr. phase stage step chapter page pages section part article
    paragraph clause rule figure table item line unit room gate platform pier berth terminal track
    lane exit route highway road flight bus channel model version type level tier grade class
    category group division series season episode volume issue week day round game match race lap
    stop station district ward zone area block lot building apartment flat suite floor bay dock
    well hole field mark size form schedule annex appendix option plan layer bracket seed
    pick rank formula sp dow nasdaq ftse dax nikkei stoxx russell boeing airbus windows iphone
    covid nummer seite kapitel teil stufe absatz artikel paragraf chapitre número página
    capítulo § # № generation gen slide proposition amendment resolution title code act question
loose_labels: line stop well field mark plan question road act week day
family: his her their my our the mid early late
calendar: monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december
openers: environ quelque près jusqu'à jusqu’à unas unos hasta casi presque rund etwa fast knapp
    mindestens höchstens roughly another over around nearly almost total only just exactly
    including plus besides
    adding having employing operating
change_verbs: rose rise rises rising risen grew grow grows grown growing climbed climb climbing
    jumped jump increased increase increasing fell fall falls falling fallen dropped drop dropping
    declined decline decreased slid slipped sank cut cutting reduced reduce lowered lower
    lengthened lengthen extended extend raised raise lifted lift widened narrowed shrank shrunk
    shortened up down improved doubled eased slowed moved went gone changed revised upgraded
    downgraded
invariant: staff aircraft spacecraft personnel crew sheep fish cattle police troops offspring
    series species headquarters innings hovercraft watercraft rolling-stock
never_plural: is was has does this as its his us thus plus across unless perhaps less always
    besides towards versus gas bus news yes says lens campus virus status bonus analysis basis
    crisis business process access success loss class glass press mass congress progress address
    overseas whereas hers ours yours theirs minus
stop: a an the this that these those its their his her our your my each every any no some all both
    and or but nor so yet if when while where which who whom whose what why how because although
    though since until unless than as of in on at by for from to into onto with without within
    over under about above below after before between among during through across against toward
    towards up down off out near per via amid despite around along behind beyond beside besides
    except including like is are was were be been being am has have had having do does did will
    would shall should can could may might must not it he she they we you i me him them us there
    here then now just also only even still already very too quite rather ago away apart back
    together later earlier soon today yesterday tomorrow last next said says say went go goes gone
    came come comes took take takes made make makes got get gets gave give gives left leave leaves
    ran run runs began begin begins became become becomes fell fall falls rose rise rises grew
    grow grows paid pay pays sold sell sells bought buy buys sent send sends held hold holds kept
    keep keeps won win wins lost lose loses met meet meets set sets put puts cut cuts hit hits
    cost costs let lets led lead found find finds arrived arrive arrives worth long wide high tall
    deep old apiece respectively annually daily weekly monthly once twice according compared
    versus vs expected due available nearly almost roughly approximately more less fewer
skipped: more other additional further such extra consecutive straight whole full entire total own
    estimated roughly fresh
double_plurals: sales sports savings goods operations services arms news earnings
prepositions: in at of from by with on for to into under over near against between among through
    via than per during since until after before like as within von bei mit für aus nach zu an auf
    durch
breaks: ; : ! ? while whereas but although though because
articles: the a an its their his her our this that these those each every some
subjects_calendar: monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december spring summer autumn winter
foreign_articles: der die das dem den des ein eine einer le la les un une el los las
verbs: closed closes closing reached reaches stood stands totalled totaled totals averaged
    averages recorded records rose fell grew climbed dropped declined increased decreased jumped
    gained lost slipped slid surged plunged tumbled rises falls grows expects expected plans
    planned reported reports posted posts said says sold sells shipped ships delivered delivers
    employs employed hired hires invested invests raised raises spent spends earned earns opened
    opens owns owned holds held carries carried operates operated runs ran needs needed wants uses
    used makes made builds built buys bought ordered orders added adds cut cuts costs cost amounts
    amounted comes came counts counted consumes consumed stores stored charges charged pays paid
    keeps kept secured signed advanced ended ends starts started begins began hit hits topped
    exceeded remains remained became becomes gets got takes took gives gave shows showed covers
    covered contains contained provides provided produces produced generated generates saw sees
    includes included fetched traded trades offers offered receives received serves served carry
    draw draws drew measured measures accounted accounts represents represented estimates
    estimated forecast forecasts approved
roles: company firm group agency authority board bank operator it he she they we there decision
    analysts
unitless_subjects: revenue sales profit output production turnover demand growth inflation income
    spending earnings shares prices exports imports deliveries orders capacity costs losses total
    about around some nearly almost over only just up down net gross operating annual weekly
    monthly quarterly average combined cash debt investment volume volumes traffic consumption
    more fewer less roughly analysts officials researchers workers passengers customers readers
    local new industry other most many
glued_only: fps " t h PS x lm º K w ′ wk ct mi ″ MP a in. ch B C p.c. ps L in J s b NM
time_units: second minute hour day night week month quarter year decade century
rate_nouns: share head person piece ticket unit night seat vehicle car ship vessel call crossing
    visit ride trip game match day week month quarter year hour minute second kilo
"""


LEXICON = {name: frozenset(listed) for name, listed in read_lists(_LISTS).items()}
