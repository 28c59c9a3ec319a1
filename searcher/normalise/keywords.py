"""Which words speak for which topic, and which topics may be inferred? Data for `infer`.

The topics are the 17 top levels of the IPTC Media Topics under short names, each with its code
(see NOTICE). The words are our own choice: lower case, without inflection where `s` alone makes
the plural; words of several topics (`court`, `match`, `model`) are left out or weigh little.

A topic is given from the score (`least`) at which it is right in 85 of 100 cases, counted on
articles that the words were not written on: of news agencies, of Wikinews, and press releases,
drawn by chance and read one by one. Right, whatever the score, and as given:

    arts         23/25            environment  38/40            politics  55/58
    crime        34/36            health       42/49  42/47     religion  28/37  22/24
    disaster     32/32            labour       22/23            science   43/52  33/38
    economy      46/52  46/49     lifestyle    19/28  14/15     sport     25/25
    education    32/46  16/17                                   weather   25/28

`tests/normalise/test_normalise_precision.py` counts again. Never given are:

    conflict     13/30   the others are armament, manoeuvres and arrests
    society      26/32   the others are accidents and courts that concern refugees
    human interest  1/1  which proves nothing

Their words still speak against other topics: an article that has most of them has none. Technology
that people buy counts as science and technology, as in sections of that name.
"""

from math import inf
from types import MappingProxyType
from typing import NamedTuple

NEVER = inf


class Keywords(NamedTuple):
    """A topic's IPTC code, words that nearly settle it, and words that lean to it.

    `least` is the score from which the topic is given.
    """

    code: str
    strong: str
    weak: str
    least: float = 0.0


KEYWORDS = MappingProxyType(
    {
        "arts": Keywords(
            "medtop:01000000",
            """
            actor actress album artist ballet band bestseller biopic blockbuster bollywood
            broadway cantante celebrity choir cinema cinéaste comedian comedy composer concert
            concerto documentary exhibition festival film filmmaker gallery grammy grammys
            guitarist hiphop hollywood museum musical musician netflix novelist opera orchestra
            oscar painter painting película playwright poet poetry rapper rapping regisseur roman
            schauspieler schauspielerin screenplay screenwriter sculpture sequel singer sitcom
            songwriter soundtrack spielfilm symphony sänger sängerin theater theatre trailer
            """,
            """
            art audience award bafta book box-office cast character chart comic culture debut
            director drama dvd episode fan fashion fiction genre hit host literary movie movies
            music nominated nomination novel performance performer playing pop premiere publisher
            punk scene screen script show singing single song stage star starred starring studio
            television tv viewer writer
            """,
        ),
        "conflict": Keywords(
            "medtop:16000000",
            """
            airstrike airstrikes artillery battlefield ceasefire donbas genocide guerra guerre
            guerrilla hamas hezbollah hostage insurgency insurgent invade invaded invasion isis
            islamist jihadist kremlin krieg militant militia missile nato occupation offensive
            peacekeeper peacekeeping rebel shelled shelling siege soldier taliban troop truce
            truppen warfare warhead warplane warship
            """,
            """
            armed army attack battle bomb bombardment bombing civilian combat commander conflict
            defence defense drone enemy fighter fighting forces front gunman military munition
            navy nuclear peace rocket strike struck tank terrorism terrorist threat treaty
            violence war weapon
            """,
            least=NEVER,
        ),
        "crime": Keywords(
            "medtop:02000000",
            """
            acquitted arraigned arrested arson assaulted bail burglary cartel convicted conviction
            cop defendant detective embezzlement extradited extradition felony fugitive gang
            gunman homicide imprisoned indicted indictment inmate jailed kidnapped kidnapping
            lawsuit manslaughter misdemeanor mord murder murdered perjury plaintiff polizei
            prosecution prosecutor robbery sentenced sentencing shoplifting smuggling
            staatsanwaltschaft stabbed stabbing suspect testified theft trafficker trafficking
            verdict
            """,
            """
            accused alleged allegedly appeal arrest assault attorney charge charged court crime
            criminal custody detained evidence fraud guilty innocent investigation investigator
            jail judge jury justice killed killer killing law lawyer legal officer plea pleaded
            police prison prisoner ruling scam sheriff shooting shot sued suing trial victim
            warrant witness
            """,
        ),
        "disaster": Keywords(
            "medtop:03000000",
            """
            aftershock avalanche derailed derailment earthquake epicenter epicentre erdbeben
            evacuated evacuation exploded explosion firefighter flooding landslide magnitude
            mudslide quake rescuer seismic shipwreck sinkhole séisme terremoto tsunami volcanic
            volcano wildfire wreckage überschwemmung
            """,
            """
            accident aid blaze burned capsized casualties casualty collapse collapsed crash
            crashed damage dead debris destroyed destruction devastated disaster drowned emergency
            erupted eruption fire flame flood hurricane injured injuries missing relief rescue
            rescued rubble ruined sank stranded survivor toll trapped
            """,
        ),
        "economy": Keywords(
            "medtop:04000000",
            """
            aktie aktien altcoin asset bailout bank banker banking bankruptcy bearish bitcoin
            blockchain bolsa bond borrowing bourse brokerage btc bullish börse capitalisation
            capitalization commodity creditor crypto cryptocurrency currency debt defi deflation
            dividend dow economía empresas etf eth ethereum eurozone export exporter fed fiscal
            forex ftse gdp hedge holdings imf import inflation invest investment investor ipo
            lender lending liquidity manufacturing mercados merger monetary mortgage nasdaq nikkei
            opec profit recession retail retailer revenue selloff share shareholder shares
            stablecoin startup stock subsidiary takeover tariff trader trading treasuries treasury
            turnover wirtschaft yen yield zinsen économie
            """,
            """
            account acquire acquisition analyst billion boss broker budget business buyer ceo
            chain companies company consumer corporate cost customer deal deficit demand dollar
            earning economic economies economist economy equity euro executive factory finance
            financial firm forecast fund funding gold growth index industry interest loan loss
            losses margin market million oil output payment percent pound price pricing product
            production quarter quarterly rally rate sale sales sector sell sold spending supplier
            supply surge surplus tax taxes token trade trillion usd value venture volatility
            wealth workforce
            """,
            least=0.5,
        ),
        "education": Keywords(
            "medtop:05000000",
            """
            classroom college curriculum diploma enrollment enrolment escuela estudiantes exam
            freshman gcse graduation headteacher homework kindergarten lecturer lehrer literacy
            pedagogical postgraduate preschool professorship pupil schoolchildren schooling schule
            schüler semester student syllabus teacher tuition tutor undergraduate universidad
            universities university universität université école
            """,
            """
            academic academy campus classes course degree district education educational educator
            faculty grade graduate learning lesson scholarship school taught teaching test thesis
            training
            """,
            least=0.7,
        ),
        "environment": Keywords(
            "medtop:06000000",
            """
            biodiverse biodiversity carbon climate conservation conservationist coral decarbonise
            deforestation ecological ecologist ecosystem emission endangered environmental
            environmentalist fossil glacier greenhouse habitat klimaschutz klimawandel methane
            permafrost poaching pollutant pollution rainforest recycling reforestation renewable
            renewables sustainability umweltschutz wetland wildlife
            """,
            """
            animal bee bird cleaner co2 coal drought electric energy environment extinct
            extinction fish fishing forest garbage green litter nature ocean park planet plant
            plastic pollute reef river sea solar species sustainable toxic tree warming waste
            water whale wind wolf
            """,
        ),
        "health": Keywords(
            "medtop:07000000",
            """
            alzheimer antibiotic antibody asthma cancer cardiac cardiovascular chemotherapy
            cholesterol clinic clinical coronavirus covid covid-19 dementia diabetes diagnosed
            diagnosis disease doctor dosage ebola epidemic fda flu gesundheit hiv hospital
            hospitales immune immunisation immunization impfung infection insulin krankenhaus
            malaria measles medicaid medicare medication medicine nhs nurse obesity oncology
            opioid outbreak pandemic patient pediatric pharmaceutical physician prescription
            psychiatrist quarantine salud santé smoker surgeon surgery symptom therapy transplant
            tumor tumour vaccinated vaccination vaccine virus
            """,
            """
            abortion alcohol anxiety birth blood brain care death dental depression diet drug
            drugs fitness health healthcare healthy heart infected injury medical mental nutrition
            pain pregnancy pregnant sick sleep smoking sugar suicide surgical treated treatment
            trial unhealthy ward weight wellness
            """,
            least=0.52,
        ),
        "human interest": Keywords(
            "medtop:08000000",
            """
            centenarian heartwarming lottery oddity quirky royals
            """,
            """
            bizarre bride duchess duke groom hilarious kate kitten meghan prank prince princess
            puppies puppy queen reunited royal viral wedding weird
            """,
            least=NEVER,
        ),
        "labour": Keywords(
            "medtop:09000000",
            """
            apprenticeship arbeitslosigkeit gewerkschaft grève huelga jobless joblessness
            jobseeker layoff layoffs overtime picket redundancies redundancy sindicato streik
            strikers syndicat tarifvertrag unemployment unionise unionize unionized walkout
            workplace
            """,
            """
            dismissed employee employer employment hire hired hiring job jobs labor labour
            laid-off manpower payroll pension retirement salaries salary staff stoppage strike
            striking union wage wages work worker workers
            """,
        ),
        "lifestyle": Keywords(
            "medtop:10000000",
            """
            baking beauty bedroom brunch cocktail cookbook cuisine decor delicious dessert dish
            diy fragrance gardening hiking homeware ingredient itinerary makeup manicure oven
            pastry recette recipe resort rezept roasted sauce sightseeing skincare tablespoon
            teaspoon tourist urlaub vacation vineyard wellness yoga
            """,
            """
            airline bake beach bread cake car cheese chef chocolate coffee cook cooking dating
            destination dinner dress eat eating fashion flavor flavour flight food furniture
            garden gift hobby holiday hotel house kitchen leisure lifestyle lunch luxury meal
            outfit passenger restaurant romantic salad shoes shopping style taste tourism travel
            traveler traveller trip vegan wear wearing wine
            """,
            least=0.59,
        ),
        "politics": Keywords(
            "medtop:11000000",
            """
            ballot bipartisan brexit bundesregierung bundestag cabinet candidacy caucus chancellor
            coalition congress congressional congressman congresswoman conservatives constituency
            constitutional democrat diplomacy diplomat diplomatic elecciones election electoral
            electorate embassy filibuster gobierno gop gouvernement gubernatorial ideology
            immigration impeach impeached impeachment inauguration lawmaker legislation legislator
            legislature manifesto mayor midterm minister mp mps ombudsman parliament parliamentary
            partisan policymaker poll pollster presidency presidential referendum republican
            sanctions senate senator summit tories tory ukip veto vote voter voting wahl whitehall
            élection
            """,
            """
            administration ambassador backbencher biden bill blair campaign candidate citizen
            commission constitution council debate democracy democratic deputy downing federal
            foreign geopolitical government governor immigrant law leader leadership liberal
            migrant nation national obama official opposition party pm policies policy political
            politician politics president prime protest putin reform regime representative
            secretary spokesman state trump
            """,
        ),
        "religion": Keywords(
            "medtop:12000000",
            """
            apostle archbishop atheist baptism baptist bible bishop buddhism buddhist cardinal
            cathedral catholic catholicism christian christianity church churches clergy clergyman
            congregation diocese evangelical gospel hindu hinduism iglesia imam islam islamic
            jesus jewish judaism kirche koran lutheran monastery monk mormon mosque muslim nun
            orthodox papal parish pastor pilgrim pilgrimage pope preacher priest priesthood
            prophet quran rabbi ramadan sermon sikh synagogue theologian theology torah vatican
            worship église
            """,
            """
            belief believer bless blessed divine faith god heaven holy mass pray prayer preach
            religion religious ritual sacred saint sin soul spiritual temple
            """,
            least=0.67,
        ),
        "science": Keywords(
            "medtop:13000000",
            """
            ai algorithm android anthropic app asteroid astronaut astronomer astronomy
            astrophysics biologist biotech bluetooth broadband browser chatbot chatgpt chip
            chipmaker coder computer computing dna forscher gadget galaxy gene genetic genome
            gpt gpt-4o gpu hardware ipad iphone ipod laptop linux llm megapixel microchip
            microprocessor molecule nanotechnology nasa neuron neuroscience nintendo open-source
            openai orbit particle pc pcs physicist physics playstation quantum researcher robot
            robotic robotics rover satellite scientist semiconductor silicon smartphone software
            spacecraft spacex supercomputer telescope wi-fi wifi wissenschaft xbox
            """,
            """
            apple biology blog cell chemical chemistry cloud cyber cyberattack cybersecurity
            data database desktop device digital discovery earth electronic encryption engineer
            engineering experiment facebook file gamer gaming google hacked hacker hacking
            internet invention lab laboratory launch machine malware mars microsoft mobile model
            moon network online phishing phone physical planet program programmer research
            rocket science scientific search server site space spam spyware tech technical
            technologies technology telecom user users version video virtual web website
            wireless
            """,
            least=0.63,
        ),
        "society": Keywords(
            "medtop:14000000",
            """
            activism activist adoption bisexual demographic demographics discrimination diversity
            equality ethnic feminism feminist flüchtlinge gay gender gleichberechtigung homeless
            homelessness homophobia homophobic inequality lesbian lgbt lgbtq multicultural
            nonprofit poverty queer racial racism racist refugee segregation sexism sexist trans
            transgender volunteer
            """,
            """
            aging asylum black census charity children communities community couple disabled
            elderly families family fundraising generation harassment identity immigrant inclusion
            marriage minorities minority parent population pride privilege race rights same-sex
            social welfare women youth
            """,
            least=NEVER,
        ),
        "sport": Keywords(
            "medtop:15000000",
            """
            athlete athletic athletics badminton ballpark baseball basketball bundesliga
            bundestrainer champions championship cricket cyclist defender fifa football footballer
            fullback futbol fußball fútbol goalkeeper goalless goalscorer goleador golf golfer
            gymnast halftime hockey innings ioc marathon medal medallist midfield midfielder mlb
            motogp nascar nba newcastle nfl nhl olympic olympics paralympic partido playoff
            playoffs premiership quarterback quarterfinal quarterfinals racquet rugby scorer scrum
            semi-final semi-finals semifinal semifinals skier soccer spieler sprint sprinter spurs
            stadium striker swimmer teammate tennis torwart touchdown tournament uefa umpire
            volleyball wicket wimbledon winger wrestler yankees
            """,
            """
            amateur arsenal ball boxing captain champion chelsea club coach coaching competition
            competitor contest cup everton fan fans final finals fixture game games goal half
            injury juventus kick league liverpool manager match matches medals minute pitch played
            player playing race racing referee rival score scored scoring season seed side sport
            sporting sports squad substitute team title training transfer trophy try unbeaten
            victory win winner winning wins won
            """,
        ),
        "weather": Keywords(
            "medtop:17000000",
            """
            blizzard cyclone drizzle forecaster hail hailstorm heatwave meteorological
            meteorologist meteorology monsoon météo sleet snowfall snowstorm thunderstorm tornado
            typhoon unwetter wetter wetterdienst
            """,
            """
            celsius cold degree fahrenheit flood forecast freezing frost gust heat humid humidity
            hurricane ice icy lightning rain rainfall rainy snow storm sunny sunshine temperature
            warm weather wind windy winter
            """,
        ),
    }
)
