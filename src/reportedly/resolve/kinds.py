"""What a noun tells of a source: the words of a description, sorted by kind.

Lists, not a model: a person can read why “a senior aide” counts as anonymous.
They were gathered from the sources of news articles, singular, lower case.
"""

from reportedly.records import Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ANONYMOUS = _words(
    "source official insider aide diplomat person individual informant whistleblower witness"
    " officer employee staffer operative associate confidant friend adviser advisor negotiator"
    " intermediary envoy contact soldier fighter commander resident lawmaker colleague worker"
    " acquaintance eyewitness correspondent villager doctor patient veteran activist expert"
    " analyst critic observer reader user questioner trader investor executive banker economist"
)
# In the plural these still hide who speaks; of all others the plural is a collective.
UNNAMED = _words(
    "source official insider aide diplomat informant whistleblower adviser advisor operative"
    " associate confidant staffer negotiator intermediary officer executive"
)
OUTLET = _words(
    "newspaper paper daily weekly outlet agency broadcaster channel network station magazine"
    " tabloid website site publication wire newsroom portal journal blog broadsheet periodical"
)
# What an outlet makes: said of an outlet (“a Reuters report”), it is the outlet that speaks.
STORY = _words("report article story piece dispatch coverage editorial column broadcast interview")
DOCUMENT = _words(
    "report study statement tape paper document memo letter poll survey filing complaint lawsuit"
    " transcript record book analysis research review article story video email indictment"
    " affidavit ruling draft note cable file dossier paper findings data figure estimate audit"
    " communique press-release release bill treaty ad advertisement clip film documentary slide"
    " footage recording message text brief submission inquiry investigation bulletin chart"
    " ranking log logbook index census map banner placard leaflet flyer slogan inscription"
)
ACCOUNT = _words("tweet post account user handle tiktok livestream blogpost microblog thread")
ORGANISATION = _words(
    "group company firm organisation organization party union bank university institute"
    " foundation association committee council commission campaign charity court hospital school"
    " church police panel board coalition alliance federation club league team society movement"
    " band militia army militants corporation centre center think-tank thinktank watchdog ngo"
    " lab business retailer airline carmaker manufacturer operator consortium fund institution"
    " body faction bloc delegation squad senate house congress parliament chamber legislature"
    " brigade battalion guard department bureau authority office agency administration service"
    " family household team airport store restaurant mission regulator publisher museum"
)
GOVERNMENT = _words(
    "government ministry kremlin cabinet embassy regime authorities administration state country"
    " presidency junta military army navy treasury consulate"
)
# Many people under one noun that is no body: “the younger generation”.
CROWD = _words(
    "generation crowd public youth elderly electorate majority minority set side rest few others"
    " half lot number handful dozen hundred thousand couple pair trio audience readership"
    " populace diaspora"
)
SPOKEN = _words("spokesman spokeswoman spokesperson spox")
ROLE = _words(
    "president minister premier chancellor senator congressman congresswoman representative"
    " governor mayor secretary director chief head leader chairman chairwoman chair chairperson"
    " ceo spokesman spokeswoman spokesperson ambassador envoy professor lecturer doctor dr judge"
    " justice lawyer attorney prosecutor general colonel captain major sergeant lieutenant"
    " admiral commander officer analyst economist historian expert researcher scientist author"
    " writer journalist reporter editor correspondent columnist host anchor presenter candidate"
    " nominee king queen prince princess pope bishop archbishop rabbi imam cardinal activist"
    " actor actress singer coach manager owner founder boss executive engineer hydrologist"
    " contractor driver farmer ferryman keeper deputy vice speaker commissioner inspector"
    " sheriff detective constable politician lawmaker mp mep councillor councilman councilwoman"
    " adviser advisor aide strategist pollster campaigner critic supporter rival wife husband"
    " mother father son daughter brother sister friend neighbour neighbor man woman boy girl"
    " student teacher pastor priest soldier veteran survivor victim suspect resident witness"
    " official diplomat co-founder fellow businessman businesswoman billionaire tycoon mogul"
    " philanthropist filmmaker director-general surgeon physician nurse psychologist physicist"
    " chemist biologist geologist climatologist treasurer comptroller chancellor provost dean"
    " rector principal ombudsman regulator democrat republican conservative incumbent challenger"
    " opponent moderator narrator announcer star celebrity comedian rapper artist musician"
    " photographer blogger influencer youtuber whistleblower dissident defector refugee migrant"
    " patient guest emir sheikh sultan ayatollah delegate proponent opponent protester"
    " demonstrator voter scholar investigator operative newspaperman spymaster widow widower"
    " fisherman grocer butcher baker warden clerk curator vice-president legend winner native icon"
    " champion hero magnate heir heiress pundit organizer organiser entrepreneur designer hacker"
    " worshipper shopper passer-by bystander commuter"
    " teenager golfer quarterback ally donor backer contender hopeful frontrunner front-runner"
)
FEMALE = _words(
    "woman spokeswoman chairwoman congresswoman businesswoman councilwoman actress wife mother"
    " daughter sister girl queen princess widow aunt niece grandmother lady mrs ms miss madam"
    " duchess baroness stewardess saleswoman policewoman"
)
MALE = _words(
    "man spokesman chairman congressman businessman councilman actor husband father son brother"
    " boy king prince widower uncle nephew grandfather gentleman mr sir ferryman fisherman lord"
    " duke baron policeman salesman"
)
TITLES = _words(
    "mr mrs ms miss dr prof professor sir dame lord lady sen sens senator rep reps"
    " representative gov governor president minister secretary chancellor premier mayor king"
    " queen prince princess pope gen general lt col colonel maj major capt captain sgt sergeant"
    " adm admiral commander chief judge justice ambassador envoy speaker chairman chairwoman"
    " director commissioner pastor rev reverend bishop archbishop cardinal sheikh ayatollah imam"
    " rabbi congressman congresswoman attorney detective sheriff del hon spokesman spokeswoman"
    " spokesperson ceo leader nominee candidate investigator inspector hydrologist economist"
    " analyst emir sultan deputy councillor officer coach activist journalist reporter editor"
    " columnist author actor actress singer comedian businessman strategist pollster historian"
    " governor-general"
)
# The last word of a name that is no person's.
BODY = _words(
    "party ministry university college committee council center centre institute association inc"
    " corp company group bank department agency court house foundation union hospital police"
    " campaign commission bureau school church administration office service authority congress"
    " senate parliament assembly society federation league club fund organization organisation"
    " network news times post journal herald tribune press media board alliance coalition"
    " airlines airways motors industries systems technologies partners holdings ltd llc plc ag"
    " gmbh sa trust watch front army force forces guard brigade command nations treasury"
    " exchange states republic kingdom international reserve cabinet embassy museum library"
    " museum survey caucus project initiative forum secretariat directorate squad taskforce"
    " intelligence navy blog gazette courier weekly magazine convention treaty charter"
    " conference summit act studios records pictures entertainment reform affairs services"
    " oversight works energy gas oil water rail railways telecom pharma"
)
PLACES = _words(
    "river mountain mountains province city county valley island islands street avenue bridge"
    " lake sea ocean bay desert region governorate district village town north south east west"
    " northern southern eastern western upper lower new port fort saint st mount lake"
)
# Beside a country's name these always mean its government …
STATE = _words(
    "minister ministry government kremlin embassy ambassador envoy military army navy regime"
    " cabinet presidential intelligence chancellor premier prime consul consulate authorities"
    " presidency"
)
# … and these only if nothing else is named: “a US official”, not “a US Steel official”.
OFFICE = _words(
    "president official secretary general marshal admiral parliament troop diplomat commander"
    " officer security force"
)


def singular(noun: str) -> str:
    """Return a noun without its plural ending, as far as the lists need it.

    >>> singular("agencies"), singular("sources"), singular("people"), singular("series")
    ('agency', 'source', 'person', 'series')
    """
    irregular = {"people": "person", "men": "man", "women": "woman", "papers": "paper"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("men") and noun[:-3] + "man" in ROLE:
        return noun[:-3] + "man"
    if noun.endswith("women") and noun[:-5] + "woman" in ROLE:
        return noun[:-5] + "woman"
    if noun.endswith("is") and noun[:-1] in ROLE:  # “rabbis”
        return noun[:-1]
    if noun.endswith("ies") and len(noun) > 4 and noun not in ("series",):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "series", "news", "police")):
        return noun[:-1]
    return noun


def is_plural(noun: str) -> bool:
    """Tell whether a noun stands in the plural."""
    return noun in ("people", "media", "police", "authorities") or singular(noun) != noun


def personal(noun: str) -> bool:
    """Tell whether a singular noun says what a person is or does."""
    if noun in ROLE or noun in ANONYMOUS or noun in SPOKEN:
        return True
    return (
        noun.endswith(("year-old", "woman", "man", "ist", "ologist", "grapher")) and len(noun) > 4
    )


def described(noun: str, *, definite: bool, plural: bool) -> Kind:
    """Return the kind of a source of which only a description is given.

    A spokeswoman is a person even without her name: she speaks for a body and
    on the record. “An official” is anonymous, “the mayor” is somebody.

    >>> described("official", definite=False, plural=False)
    'anonymous'
    >>> described("mayor", definite=True, plural=False)
    'person'
    >>> described("expert", definite=False, plural=True)
    'collective'
    """
    if plural and noun in UNNAMED:
        return "anonymous"
    if noun in SPOKEN and not plural:
        return "person"
    if noun in UNNAMED and noun != "officer":
        return "anonymous"
    if noun == "guard" and not definite and not plural:  # “the guard” may be the coast guard
        return "anonymous"
    if personal(noun):
        return "collective" if plural else "person" if definite else "anonymous"
    if plural and noun in ("medium", "media", "poll", "report"):
        return "collective"
    if noun in ACCOUNT:
        return "account"
    if noun == "paper" and not plural:  # “papers” are documents, “a paper” prints news
        return "outlet"
    if noun in CROWD:
        return "collective"
    for nouns, kind in _BY_KIND:
        if noun in nouns:
            return "collective" if plural and kind != "document" else kind
    return "collective" if plural else "none"


_BY_KIND: tuple[tuple[frozenset[str], Kind], ...] = (
    (DOCUMENT, "document"),
    (GOVERNMENT, "government"),
    (OUTLET - {"agency", "network", "site", "wire"}, "outlet"),
    (ORGANISATION, "organisation"),
    (OUTLET, "outlet"),
)
